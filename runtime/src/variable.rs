//! The variables of the environment that set something.

use crate::report::say::say;

/// What the variable `name` says, if it is set and not empty. A value that `parse` does not know is
/// as good as none, but for a line on standard error that tells what is `known`.
pub(crate) fn read<T>(name: &str, known: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    let value = std::env::var_os(name)?;
    let text = value.to_string_lossy();
    if text.is_empty() {
        return None;
    }
    let parsed = parse(&text);
    if parsed.is_none() {
        say(&format!("tenure: `{name}={text}` is unknown; write {known}"));
    }
    parsed
}
