/// How the program is set up.
#[singleton(init = || Config(8))]
pub struct Config(u8);

/// Where lines go.
#[derive(Debug)]
pub struct Log;

#[singleton(eager, deps(Config), dispose = Log::flush)]
impl Log {
    #[init]
    fn open() -> Self {
        Log
    }

    fn flush(&self) -> Result<(), std::fmt::Error> {
        let _ = self;
        Ok(())
    }

    /// How wide a line is.
    pub fn width(&self) -> u8 {
        let _ = self;
        Config::instance().0
    }
}
