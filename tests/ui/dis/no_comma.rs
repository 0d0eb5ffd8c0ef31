use tenure::{assert_asm, dis};

fn parse() {}

fn main() {
    assert_asm!(parse; no_calls);
    assert_asm!(parse no_calls);
    assert_asm!(|x: u8| x; no_calls);
    dis!(parse; parse);
    dis!(parse parse);
}
