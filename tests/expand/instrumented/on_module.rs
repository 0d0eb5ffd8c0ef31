/// Words.
#[instrumented]
pub mod words {
    /// How long words are.
    pub const LENGTH: usize = 4;

    /// The first one.
    #[must_use]
    pub fn first(text: &str) -> &str {
        text.get(..LENGTH).unwrap_or(text)
    }

    /// What has words.
    pub trait Words {
        /// All of them.
        fn text(&self) -> &str;

        /// Whether there are any.
        fn any(&self) -> bool {
            !self.text().is_empty()
        }
    }

    /// What is inside.
    pub mod letters {
        /// How many.
        #[must_use]
        pub fn count(text: &str) -> usize {
            text.len()
        }

        /// The first one.
        #[instrumented(skip)]
        #[must_use]
        pub fn first(text: &str) -> Option<char> {
            text.chars().next()
        }
    }
}
