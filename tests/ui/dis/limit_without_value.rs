use tenure::assert_asm;

fn main() {
    assert_asm!(String::new, max_bytes);
    assert_asm!(String::new, max_bytes(64));
    assert_asm!(String::new, max_bytes = "64");
    assert_asm!(String::new, no_calls = true);
}
