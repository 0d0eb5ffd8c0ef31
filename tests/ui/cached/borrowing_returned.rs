use std::borrow::Cow;

use tenure::cached;

#[cached(max = 10)]
fn load<'a>(key: &'a str) -> Cow<'a, str> {
    key.into()
}

fn main() {
    load("a");
}
