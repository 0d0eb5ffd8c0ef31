use tenure::assert_asm;

fn main() {
    assert_asm!(String::new, no_calls, max_bytes = 64, no_calls);
    assert_asm!(String::new, max_bytes = 64, no_panic, max_bytes = 32, no_panic);
}
