/// How the program is set up.
pub struct Config<'a>(pub &'a str);

#[tenure::members]
impl<'a> Config<'a> {
    /// The limit.
    pub const LIMIT: u32 = 8;
    /// Makes one.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Config(text)
    }
    #[cfg(any())]
    fn absent(&self) {}
    /// Changes it.
    ///
    /// All of it.
    #[deprecated(since = "1.0.0", note = "make a new one")]
    pub fn change(&mut self, text: &'a str) {
        self.0 = text;
    }
}

#[tenure::members]
impl Iterator for Config<'_> {
    type Item = u8;
    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}
