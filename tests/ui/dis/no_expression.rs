use tenure::{assert_asm, dis};

fn main() {
    dis!(fn parse() {});
    assert_asm!(fn parse() {}, no_calls);
}
