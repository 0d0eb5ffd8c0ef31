/// How the program is set up.
#[derive(Debug)]
#[singleton]
pub struct Config {
    /// Where the server is.
    pub url: String,
}

impl Config {
    fn new() -> Self {
        Config { url: String::from("localhost") }
    }
}
