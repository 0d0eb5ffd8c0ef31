//! Guards that hold: what breaks one does not compile, which `tests/ui/layout` shows.
#![allow(dead_code)] // only where fields lie is looked at

use tenure::{Layout, assert_layout};

const WORD: usize = size_of::<usize>();

#[derive(Layout)]
#[layout(size = 3 * WORD, max_size = 64, align = WORD, no_holes, max_waste = 0, niche)]
struct Held<'a>(&'a str, usize);

#[derive(Layout)]
#[layout(max_variant_ratio = 2, max_size = 24)]
enum Message {
    Number(u64),
    Point(u64, u64),
}

#[derive(Layout)]
#[layout(no_holes, max_waste = 2)]
#[repr(u8)]
enum Tagged {
    One(u8),
    Two(u8, u8),
}

#[derive(Layout)]
#[cfg_attr(all(), layout(size = 4))]
#[cfg_attr(any(), layout(size = 5))]
struct Conditional(u32);

#[derive(Layout)]
struct Pair<T>(T, u8);

assert_layout!(Pair<u8>, size == 2, align <= 1, waste < 1, no_holes);
assert_layout!(Pair<u32>, waste >= 3, size > 5);
assert_layout!(Option<Box<u8>>, size == size_of::<usize>());
assert_layout!(&'static str, niche);
assert_layout!(Message, variant_ratio <= 2, align == 8,);

#[test]
fn an_assertion_may_stand_among_statements() {
    assert_layout!([u8; 3], size == 3);
    assert_eq!((Held::LAYOUT.size, Conditional::LAYOUT.size), (3 * WORD, 4));
    assert!(Message::LAYOUT.size <= 24 && Tagged::LAYOUT.is_exact());
}
