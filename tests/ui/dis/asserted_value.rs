use tenure::assert_asm;

fn main() {
    assert_asm!(5, no_calls);
}
