use tenure::{assert_asm, dis};

fn half(number: u32) -> u32 {
    number / 2
}

fn main() {
    println!("{}", dis!(half(4)).size());
    let _: Vec<&str> = dis!("half").kinds();
    assert_asm!(half, no_call, no_panics);
    assert_asm!(half);
    dis!(half, half);
}
