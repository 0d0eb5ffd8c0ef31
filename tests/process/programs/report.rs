//! Calls instrumented functions and ends in the way that its argument names.

#![allow(missing_docs)]

use tenure::instrumented;

#[instrumented]
fn outer(ends_inside: bool) {
    for _ in 0..3 {
        inner();
    }
    if ends_inside {
        std::process::exit(0);
    }
}

#[instrumented]
fn inner() {}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("guard") => {
            let _process = tenure::start();
            outer(false);
        }
        Some("twice") => {
            outer(false);
            drop(tenure::start());
            drop(tenure::start());
        }
        Some("inside") => outer(true),
        Some("none") => {}
        _ => outer(false),
    }
}
