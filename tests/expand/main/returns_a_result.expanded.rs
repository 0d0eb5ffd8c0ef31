/// Serves until it is told to stop.
pub fn main() -> ::tenure::__private::ExitCode {
    /// Serves until it is told to stop.
    pub fn main() -> Result<(), std::fmt::Error> {
        Ok(())
    }
    ::tenure::__private::run(main)
}
