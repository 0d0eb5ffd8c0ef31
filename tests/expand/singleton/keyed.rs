/// How the program is set up.
#[non_exhaustive]
#[singleton]
pub struct Config;

impl Config {
    fn new() -> Self {
        Config
    }
}

/// The connections to one server.
#[derive(Debug)]
pub struct Pool {
    /// Where the server is.
    pub url: String,
}

#[singleton(key = String)]
impl Pool {
    fn new(_config: &'static Config, server: &str) -> Self {
        Pool { url: server.to_owned() }
    }
}
