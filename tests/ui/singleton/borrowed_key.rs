//! Types that no value has by itself, or that somebody else owns, with uses that say nothing more.

use tenure::singleton;

#[singleton(key = str, init = |_| Text)]
struct Text;

#[singleton(key = [u8], init = |_| Bytes, managed)]
struct Bytes;

#[singleton(key = &str, init = |_| Borrowed)]
struct Borrowed;

#[singleton(key = &u32, provided)]
struct Number;

#[singleton(key = (u8, Vec<&str>), init = |_| Inside)]
struct Inside;

struct Place;

#[singleton(key = std::path::Path)]
impl Place {
    fn new(_path: &std::path::Path) -> Self {
        Place
    }
}

fn main() {
    let _: &'static Text = Text::instance("a");
    assert!(Text::try_instance("a").is_ok());
    Text::with("a", |_text| ());
    let _: tenure::Handle<Bytes> = Bytes::instance(&b"a"[..]);
    assert!(Bytes::dispose(&b"a"[..]).is_ok());
    assert!(Borrowed::peek("a").is_none());
    assert!(Number::provide(&1, Number).is_ok());
    let _ = Inside::status(&(1, vec!["a"]));
    let _ = Place::instance(std::path::Path::new("a"));
}
