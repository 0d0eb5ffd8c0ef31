/// How the program is set up.
#[singleton(init = || Config("localhost"))]
pub struct Config(&'static str);

/// A connection.
#[derive(Debug)]
pub struct Database {
    url: &'static str,
}

#[singleton]
impl Database {
    fn new(config: &'static Config) -> Result<Self, std::num::ParseIntError> {
        let _port: u16 = config.0.parse()?;
        Ok(Database { url: config.0 })
    }

    /// Where it is connected to.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url
    }
}
