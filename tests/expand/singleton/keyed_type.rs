/// What is known of a user.
#[derive(Debug)]
#[non_exhaustive]
#[singleton(key = u32, init = |id| User { id: *id })]
pub struct User {
    /// Its number.
    pub id: u32,
}

/// What one thread of a pool counts.
#[derive(Debug)]
#[singleton(key = usize, provided)]
pub struct Counter {
    /// How often it has worked.
    pub works: u32,
}
