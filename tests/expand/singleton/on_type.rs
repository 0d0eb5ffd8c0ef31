/// How the program is set up.
#[derive(Debug)]
#[singleton]
pub struct Config {
    url: String,
}

impl Config {
    fn new() -> Self {
        Config { url: String::from("localhost") }
    }

    /// Where the server is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}
