use tenure::instrumented;

#[instrumented]
use std::fmt::Display;

fn main() {
    let _shown: &dyn Display = &1;
}
