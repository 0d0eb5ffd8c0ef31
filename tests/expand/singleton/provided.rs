/// Where the log goes.
#[non_exhaustive]
#[singleton]
pub struct Logger;

impl Logger {
    fn new() -> Self {
        Logger
    }
}

/// What the command line says.
#[derive(Debug)]
#[singleton(provided, deps(Logger))]
pub struct Arguments {
    /// What is read.
    pub files: Vec<String>,
}
