use tenure::assert_asm;

fn main() {
    assert_asm!(String::new);
    assert_asm!(|x: i64| x + 1);
    assert_asm!();
}
