use std::sync::MutexGuard;

use tenure::singleton;

#[singleton(managed)]
struct Guarded(MutexGuard<'static, u8>);

impl Guarded {
    fn new() -> Self {
        unreachable!()
    }
}

fn main() {
    let _guarded: tenure::Handle<Guarded> = Guarded::instance();
}
