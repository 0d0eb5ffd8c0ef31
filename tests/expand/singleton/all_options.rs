/// How the program is set up.
#[singleton(init = || Config(8), retry = never)]
pub struct Config(u8);

/// Where lines go.
#[derive(Debug)]
pub struct Log {
    width: String,
}

#[singleton(eager, deps(Config), dispose = Log::flush, budget = "10ms")]
impl Log {
    #[init]
    fn open() -> Self {
        Log { width: String::from("80") }
    }

    fn flush(&self) -> Result<(), std::num::ParseIntError> {
        let Log { width } = self;
        let _zero: u8 = width.parse()?;
        Ok(())
    }

    /// How wide a line is.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width.len() + usize::from(Config::instance().0)
    }
}
