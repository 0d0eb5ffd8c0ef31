/// A connection of one user.
#[tracked]
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    user: String,
    live: tenure::Live<Self>,
}

impl Session {
    /// Of this user.
    #[must_use]
    #[track_caller]
    pub fn new(user: &str) -> Self {
        Session { user: user.to_owned(), live: tenure::Live::new() }
    }

    /// Whose it is.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }
}
