use std::rc::Rc;

use tenure::singleton;

#[singleton(init = || Names(1, Rc::from("a")))]
struct Names(u8, Rc<str>);

fn main() {
    let _length = Names::instance().1.len();
}
