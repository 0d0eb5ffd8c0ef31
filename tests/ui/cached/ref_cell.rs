use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use tenure::cached;

#[cached(max = 10)]
fn shared(key: u32) -> Arc<RefCell<u32>> {
    Arc::new(RefCell::new(key))
}

#[cached(max = 10)]
fn keyed(key: Rc<str>) -> usize {
    key.len()
}

#[cached(max = 10)]
fn alone(key: u32) -> std::cell::RefCell<u32> {
    RefCell::new(key)
}

fn main() {
    let _ = (shared(1), keyed(Rc::from("a")), alone(1));
}
