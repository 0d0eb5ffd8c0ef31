//! What follows a comma that is missing is read all the same.

use tenure::singleton;

struct First;

#[singleton(retry = never eager, nope)]
impl First {
    fn new() -> Self {
        First
    }
}

#[singleton(eager managed)]
struct Second;

impl Second {
    fn new() -> Self {
        Second
    }
}

#[singleton(deps(First) eager)]
struct Third;

impl Third {
    fn new() -> Self {
        Third
    }
}

#[singleton(managed; recreate)]
struct Fourth;

impl Fourth {
    fn new() -> Self {
        Fourth
    }
}

#[singleton(managed,, recreates)]
struct Fifth;

impl Fifth {
    fn new() -> Self {
        Fifth
    }
}

fn main() {
    let _ = (First::instance(), Second::instance(), Third::instance());
    let _ = (Fourth::instance(), Fifth::instance());
}
