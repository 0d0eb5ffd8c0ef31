//! Lines on standard error.

use std::io::{Write as _, stderr};

/// Says `text`; when standard error is closed nobody is left to be told, and a panic would end the
/// process in the middle of its teardown.
pub(crate) fn say(text: &str) {
    let _nobody_listens = writeln!(stderr(), "{text}");
}
