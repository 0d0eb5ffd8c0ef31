//! Lints name the method, not the attribute.

#![deny(missing_docs)]

use tenure::instrumented;

/// Something that reads.
#[instrumented]
pub trait Read {
    fn line(&self) -> String;

    fn lines(&self) -> Vec<String> {
        vec![self.line()]
    }
}

fn main() {}
