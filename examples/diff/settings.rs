//! What the command line asks for.

use std::path::PathBuf;

use lexopt::ValueExt as _;
use lexopt::prelude::{Long, Short, Value};

/// The text of `--help`.
pub(crate) const HELP: &str = "\
usage: diff [--markdown] [--threshold PERCENT] BEFORE.json AFTER.json

Compares two reports that TENURE_REPORT=json=PATH wrote.

  --markdown           print a table in Markdown, also to a terminal
  --threshold PERCENT  how much worse a figure may get, 5 without it

Exit code: 0 when nothing got worse by more than that, 1 when something did, 2 when the command line
or a file cannot be understood.
";

pub(crate) struct Settings {
    /// Before and after; `None` when the help is asked for.
    pub(crate) files: Option<[PathBuf; 2]>,
    pub(crate) markdown: bool,
    /// As a part: 0.05 for 5 %.
    pub(crate) threshold: f64,
}

impl Settings {
    pub(crate) fn of_arguments() -> Result<Self, String> {
        parse().map_err(|error| format!("{error}; see --help"))
    }
}

fn parse() -> Result<Settings, lexopt::Error> {
    let (mut files, mut markdown, mut threshold) = (Vec::new(), false, 0.05);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                return Ok(Settings { files: None, markdown, threshold });
            }
            Long("markdown") => markdown = true,
            Long("threshold") => threshold = parser.value()?.parse_with(percent)?,
            Value(path) => files.push(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    let files = <[PathBuf; 2]>::try_from(files)
        .map_err(|files| format!("two files are compared, and there are {}", files.len()))?;
    Ok(Settings { files: Some(files), markdown, threshold })
}

/// `5` and `5%` are the same.
fn percent(text: &str) -> Result<f64, String> {
    let number = text.strip_suffix('%').unwrap_or(text).trim().parse();
    let is_one = |number: &f64| number.is_finite() && *number >= 0.0;
    let number = number.ok().filter(is_one).ok_or("not a number of percent")?;
    Ok(number / 100.0)
}
