//! What takes the key as something else is shown where it stands, not at the attribute.

use tenure::singleton;

#[singleton(key = String)]
struct User;

impl User {
    fn new(_name: String) -> Self {
        User
    }
}

struct Room;

#[singleton(key = u32)]
impl Room {
    fn new(_number: &mut u32) -> Self {
        Room
    }
}

fn main() {}
