/// How a user is found.
pub type UserId = u32;

/// What is known of a user.
#[derive(Debug)]
pub struct User {
    /// Its number.
    pub id: u32,
}

#[singleton(key = u32)]
impl User {
    fn new(id: u32) -> Self {
        User { id }
    }
}

/// What is known of a guest.
#[derive(Debug)]
pub struct Guest {
    /// Its number.
    pub id: u32,
}

#[singleton(key = u32)]
impl Guest {
    fn new(id: UserId) -> Self {
        Guest { id }
    }
}
