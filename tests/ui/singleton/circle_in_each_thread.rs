use std::rc::Rc;
use tenure::singleton;

struct Left;
struct Right;

#[singleton(thread_local)]
impl Left {
    fn new(_: Rc<Right>) -> Self {
        Left
    }
}

#[singleton(thread_local)]
impl Right {
    fn new(_: Rc<Left>) -> Self {
        Right
    }
}

fn main() {
    Left::instance();
}
