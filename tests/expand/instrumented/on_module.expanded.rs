/// Words.
pub mod words {
    /// How long words are.
    pub const LENGTH: usize = 4;
    /// The first one.
    #[must_use]
    pub fn first(text: &str) -> &str {
        let _call = {
            struct Here;
            static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
                .site::<Here>();
            SITE.enter()
        };
        text.get(..LENGTH).unwrap_or(text)
    }
    /// What has words.
    pub trait Words {
        /// All of them.
        fn text(&self) -> &str;
        /// Whether there are any.
        fn any(&self) -> bool {
            let _call = {
                struct Here;
                static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
                    .site::<Here>();
                SITE.enter()
            };
            !self.text().is_empty()
        }
    }
    /// What is inside.
    pub mod letters {
        /// How many.
        #[must_use]
        pub fn count(text: &str) -> usize {
            let _call = {
                struct Here;
                static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
                    .site::<Here>();
                SITE.enter()
            };
            text.len()
        }
        /// The first one.
        #[must_use]
        pub fn first(text: &str) -> Option<char> {
            text.chars().next()
        }
    }
}
