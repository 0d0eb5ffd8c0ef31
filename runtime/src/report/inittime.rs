//! The timeline of initialisers at the end of the process.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::timeline::{Timeline, timeline};

/// The variable that says what becomes of the timeline.
const VARIABLE: &str = "TENURE_INITTIME";

/// What makes a file of the timeline.
type Write = fn(&Timeline) -> String;

/// By the ending of the file, the longest first: the feature that it needs, and `None` without that.
const FILES: [(&str, &str, Option<Write>); 3] =
    [(".trace.json", "json", TRACE), (".json", "json", JSON), (".svg", "svg", SVG)];

#[cfg(feature = "json")]
const TRACE: Option<Write> = Some(Timeline::to_chrome_trace);
#[cfg(not(feature = "json"))]
const TRACE: Option<Write> = None;

#[cfg(feature = "json")]
const JSON: Option<Write> = Some(Timeline::to_json);
#[cfg(not(feature = "json"))]
const JSON: Option<Write> = None;

#[cfg(feature = "svg")]
const SVG: Option<Write> = Some(Timeline::to_svg);
#[cfg(not(feature = "svg"))]
const SVG: Option<Write> = None;

/// Whether the timeline of this process has been printed.
static PRINTED: AtomicBool = AtomicBool::new(false);

/// Prints the timeline, as `TENURE_INITTIME` says, unless that is done already.
pub(super) fn at_exit() {
    let value = std::env::var_os(VARIABLE).unwrap_or_default();
    if value.is_empty() || value == "0" || value == "off" {
        return;
    }
    // Relaxed: the flag stands for nothing but itself.
    if PRINTED.swap(true, Ordering::Relaxed) {
        return;
    }
    let timeline = timeline();
    let text = told(&value, &timeline).unwrap_or_else(|problem| {
        let value = value.to_string_lossy();
        format!("tenure: `{VARIABLE}={value}` {problem}\n{}", timeline.importtime())
    });
    // When standard error is closed nobody is left to be told.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// What is said on standard error, or why the timeline cannot go where it should.
fn told(value: &OsStr, timeline: &Timeline) -> Result<String, String> {
    let path = Path::new(value);
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let file =
        FILES.iter().find(|(ending, ..)| name.len() > ending.len() && name.ends_with(ending));
    let write = match (value.to_str(), file) {
        (Some("1"), _) => return Ok(timeline.importtime()),
        (Some("2"), _) => {
            let parts = [timeline.tree(), timeline.blame(), timeline.critical_chain()];
            return Ok(parts.join("\n"));
        }
        (_, Some((_, _, Some(write)))) => write,
        (_, Some((_, feature, None))) => {
            return Err(format!(
                "needs the feature `{feature}` of `tenure`; build with `--features \
                 tenure/{feature}`"
            ));
        }
        (_, None) => {
            return Err("is unknown; write `1`, `2`, `PATH.json`, `PATH.trace.json`, \
                 `PATH.svg` or `off`"
                .to_owned());
        }
    };
    std::fs::write(path, write(timeline)).map_err(|error| format!("cannot be written: {error}"))?;
    Ok(String::new())
}
