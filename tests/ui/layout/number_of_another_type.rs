use tenure::{Layout, assert_layout};

const BYTES: u32 = 4;

#[derive(Layout)]
#[layout(size = BYTES)]
struct Number(u32);

assert_layout!(Number, size == BYTES, align <= UNKNOWN);

fn main() {}
