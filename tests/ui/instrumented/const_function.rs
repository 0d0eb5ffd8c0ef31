use tenure::instrumented;

#[instrumented]
const fn double(number: u32) -> u32 {
    2 * number
}

#[instrumented]
#[rustversion::attr(since(1.0), const)]
fn triple(number: u32) -> u32 {
    3 * number
}

fn main() {
    const FOUR: u32 = double(2);
    const SIX: u32 = triple(2);
    println!("{FOUR} {SIX}");
}
