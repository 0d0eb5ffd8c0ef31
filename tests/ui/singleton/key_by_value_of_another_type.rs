//! What is neither the key nor a singleton.

use tenure::singleton;

struct Room;

#[singleton(key = u32)]
impl Room {
    fn new(_number: u64) -> Self {
        Room
    }
}

fn main() {
    Room::instance(&1);
}
