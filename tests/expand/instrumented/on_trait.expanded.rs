/// What can be read.
pub trait Read {
    /// How much there is.
    const LENGTH: usize;
    /// Reads one.
    ///
    /// # Errors
    /// If there is none.
    fn read_one(&mut self) -> Result<u8, String>;
    /// Reads two.
    ///
    /// # Errors
    /// If there are not so many.
    fn read_two(&mut self) -> Result<[u8; 2], String> {
        let _call = {
            struct Here;
            static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
                .site::<Here>();
            SITE.enter()
        };
        Ok([self.read_one()?, self.read_one()?])
    }
    /// Whether there is anything.
    fn is_empty(&self) -> bool {
        Self::LENGTH == 0
    }
}
