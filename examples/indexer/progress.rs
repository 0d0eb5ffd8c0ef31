//! How far the work is, on a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use tenure::singleton;

/// One bar on standard error; when that is no terminal it draws nothing.
pub(crate) struct Progress {
    bar: ProgressBar,
}

#[singleton(dispose = Progress::clear)]
impl Progress {
    fn new() -> Self {
        Progress { bar: ProgressBar::no_length() }
    }

    /// Whether anybody sees it.
    pub(crate) fn is_visible(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// Begins to count towards `files`.
    pub(crate) fn begin(&self, files: usize) {
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} files, {eta} left");
        self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar.set_message("reading");
        self.bar.set_length(files as u64);
    }

    /// One more file is done.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
    }

    /// All files are read.
    pub(crate) fn merging(&self) {
        self.bar.set_message("merging");
    }

    /// Prints without tearing the bar.
    pub(crate) fn above(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Gives the line back, for what comes next; at the latest when the process is taken down.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
