use tenure::{Layout, assert_layout};

#[derive(Layout)]
struct Pair<T>(T, u8);

assert_layout!(Pair<u32>, size <= 4, align == 8, waste == 0, no_holes);
assert_layout!([u8; 4], size > 4);
assert_layout!(Pair<u8>, niche);

fn main() {
    assert_layout!(Option<u64>, size < 16);
}
