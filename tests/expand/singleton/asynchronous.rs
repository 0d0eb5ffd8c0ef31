/// Made at once.
#[singleton(init = || Config { url: "db://localhost" })]
pub struct Config {
    url: &'static str,
}

/// Made by and by.
#[derive(Debug)]
pub struct Database {
    url: &'static str,
}

#[singleton]
impl Database {
    async fn new(config: &'static Config) -> Result<Self, std::io::Error> {
        std::future::ready(()).await;
        Ok(Database { url: config.url })
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url
    }
}

/// Made after it.
#[derive(Debug)]
pub struct App(());

#[singleton(deps(Database))]
impl App {
    async fn new() -> Self {
        std::future::ready(()).await;
        App(())
    }
}
