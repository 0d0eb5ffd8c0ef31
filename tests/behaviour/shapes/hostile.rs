//! Surroundings in which every name means something else.

#![allow(dead_code, non_camel_case_types, unused_macros)]

use tenure::instrumented;

use super::block_on;

mod std {}
mod core {}
struct Option;
struct Result;
struct Box;
struct String;
struct Site;
const SITE: u32 = 40;
macro_rules! concat {
    () => {};
}
macro_rules! line {
    () => {};
}

#[instrumented]
fn reads_its_own(_call: u32, call: u32) -> u32 {
    let _guard = 1;
    SITE + _call + call
}

#[instrumented]
async fn reads_its_own_later(_call: u32, mut call: u32, context: u32, this: u32) -> u32 {
    call += 1;
    SITE + _call + call + context + this
}

#[instrumented]
fn future_of_its_own(call: u32) -> impl ::core::future::Future<Output = u32> {
    async move { SITE + call }
}

#[test]
fn names_of_the_user_stay_those_of_the_user() {
    assert_eq!(reads_its_own(1, 2), 43);
    assert_eq!(block_on(reads_its_own_later(1, 2, 3, 4)), 51);
    assert_eq!(block_on(future_of_its_own(2)), 42);
}
