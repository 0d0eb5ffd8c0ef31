use tenure::assert_asm;

fn main() {
    assert_asm!(String::new, no_pancis);
    assert_asm!(String::new, no_calls, max_size = 64, no_panic);
}
