use std::rc::Rc;

use tenure::cached;

#[cached(max = 10)]
fn load(key: u32) -> Rc<u32> {
    Rc::new(key)
}

fn main() {
    load(1);
}
