//! One error each, and every item is still there.

use tenure::instrumented;

#[instrumented]
enum Token {
    Word,
}

#[instrumented]
union Bits {
    whole: u32,
}

#[instrumented]
static LINES: u32 = 1;

#[instrumented]
const WIDTH: u32 = 80;

#[instrumented]
type Text = String;

#[instrumented]
macro_rules! one {
    () => {
        1
    };
}

#[instrumented]
extern crate core as base;

#[instrumented]
unsafe extern "C" {
    safe fn abs(number: i32) -> i32;
}

#[instrumented]
thread_local! {}

fn main() {
    let _token = Token::Word;
    let _bits = Bits { whole: LINES + WIDTH };
    let _text: Text = Text::new();
    let _one: base::primitive::i32 = one!() + abs(-1);
}
