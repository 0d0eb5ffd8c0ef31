use std::rc::Rc;

use tenure::cached;

#[cached(max = 10)]
fn load(key: u32) -> Option<Rc<u32>> {
    Some(Rc::new(key))
}

fn main() {
    load(1);
}
