//! Indexes the words of every `.rs` file under a folder and says where a word stands.
//!
//! A small real program that shows every part of `tenure` where it belongs: the settings, the
//! progress bar and the list of problems live once in the process, the file that is being written
//! is closed on purpose and its errors are seen, and the work is measured. At the end of the run
//! the process reports what was made, what was taken down and where time and memory went.

mod builder;
mod draft;
mod encoding;
mod entry;
mod find;
mod index;
mod paths;
mod postings;
mod problem;
mod problems;
mod progress;
mod runs;
mod settings;
mod source;
mod summary;
mod trouble;
mod walk;
mod writer;

use std::error::Error as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use builder::IndexBuilder;
use find::Index;
use problem::Problem;
use problems::Problems;
use settings::{HELP, Settings};

/// Counts what is allocated for the report at the end.
#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

/// The command line cannot be understood.
const USAGE: u8 = 2;

#[tenure::main]
fn main() -> ExitCode {
    let settings = match Settings::try_instance() {
        Ok(settings) => settings,
        Err(error) => {
            // Without the name of our type, which says nothing to the one who typed the command.
            eprintln!("indexer: {}; see --help", error.source().unwrap_or(&error));
            return ExitCode::from(USAGE);
        }
    };
    match run(settings) {
        Err(problem) if !problem.is_closed_pipe() => Problems::instance().report(&problem),
        _ => {}
    }
    Problems::instance().exit_code()
}

/// Does what the command line asks for; what concerns a single file is reported on the way.
fn run(settings: &Settings) -> Result<(), Problem> {
    let mut out = io::stdout().lock();
    if settings.help {
        return out.write_all(HELP.as_bytes()).map_err(Problem::unprintable);
    }
    if let Some(folder) = &settings.folder {
        let summary = IndexBuilder::new(settings)?.index(folder)?;
        writeln!(out, "{summary}").map_err(Problem::unprintable)?;
    }
    if !settings.find.is_empty() {
        let mut index = Index::open(&settings.index)?;
        for word in &settings.find {
            index.answer(word, &mut out)?;
        }
    }
    out.flush().map_err(Problem::unprintable)
}
