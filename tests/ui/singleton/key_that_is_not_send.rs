//! Instances are shared, and so are their keys.

use std::rc::Rc;

use tenure::singleton;

struct User;

#[singleton(key = Rc<str>)]
impl User {
    fn new(_: &Rc<str>) -> Self {
        User
    }
}

fn main() {}
