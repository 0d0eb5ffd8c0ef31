use std::rc::Rc;

use tenure::WeakSet;

static SET: WeakSet<u8, Rc<u8>> = WeakSet::new();

fn main() {
    let _ = SET.len();
}
