/// One for each name, made by and by.
#[derive(Debug)]
pub struct Pool(String);

#[singleton(key = String)]
impl Pool {
    async fn new(name: &str) -> Result<Self, std::io::Error> {
        std::future::ready(()).await;
        Ok(Pool(name.to_owned()))
    }

    /// Whose it is.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// One for each number, made by and by, and freed.
#[derive(Debug)]
pub struct Cache(u8);

#[singleton(key = u8, managed)]
impl Cache {
    async fn new(number: &u8) -> Self {
        std::future::ready(()).await;
        Cache(*number)
    }

    /// Whose it is.
    #[must_use]
    pub fn number(&self) -> u8 {
        self.0
    }
}
