//! Compares two reports that `TENURE_REPORT=json=PATH` wrote.
//!
//! For a check on pull requests: it prints what is different, and its exit code says whether
//! something got worse.

mod reading;
mod settings;

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use tenure::{Diff, Report};

use settings::{HELP, Settings};

/// Something got worse by more than the threshold.
const REGRESSION: u8 = 1;

/// The command line or a file cannot be understood.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    match Settings::of_arguments().and_then(|settings| run(&settings)) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("diff: {problem}");
            ExitCode::from(USAGE)
        }
    }
}

fn run(settings: &Settings) -> Result<ExitCode, String> {
    let Settings { files, markdown, threshold } = settings;
    let Some([before, after]) = files else { return print(HELP, ExitCode::SUCCESS) };
    let diff = Report::diff(&reading::report(before)?, &reading::report(after)?);
    // Lines around a table are for the screen.
    let mut text = if *markdown || !io::stdout().is_terminal() {
        diff.to_markdown()
    } else {
        diff.to_string()
    };
    let worse = diff.regressions(*threshold).count();
    text.push_str(&verdict(&diff, worse, *threshold));
    print(&text, if worse > 0 { ExitCode::from(REGRESSION) } else { ExitCode::SUCCESS })
}

/// The last line.
fn verdict(diff: &Diff, worse: usize, threshold: f64) -> String {
    let percent = threshold * 100.0;
    match worse {
        _ if diff.is_empty() => String::new(),
        0 => format!("\nnothing got worse by more than {percent} %\n"),
        1 => format!("\n1 figure got worse by more than {percent} %\n"),
        some => format!("\n{some} figures got worse by more than {percent} %\n"),
    }
}

fn print(text: &str, code: ExitCode) -> Result<ExitCode, String> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever reads no further has seen enough; the code is for somebody else.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("standard output: {error}"))
        }
        _ => Ok(code),
    }
}
