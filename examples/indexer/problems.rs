//! The list of problems, which there is once: they come from every corner and decide how the
//! program ends.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use tenure::{instrumented, singleton};

use crate::problem::Problem;
use crate::progress::Progress;

/// Says problems on standard error when they happen, and remembers that there were some.
pub(crate) struct Problems {
    progress: &'static Progress,
    count: AtomicUsize,
}

#[singleton]
impl Problems {
    /// Needs the bar, to write above it and not across it.
    fn new(progress: &'static Progress) -> Self {
        Problems { progress, count: AtomicUsize::new(0) }
    }

    /// Says `problem` and lets the program go on.
    #[instrumented]
    pub(crate) fn report(&self, problem: &Problem) {
        self.count.fetch_add(1, Ordering::Relaxed);
        // If nobody can hear it, the exit code still says it.
        self.progress.above(|| drop(writeln!(io::stderr(), "indexer: {problem}")));
    }

    /// 1 if there was any problem.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self.count.load(Ordering::Relaxed) {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        }
    }
}
