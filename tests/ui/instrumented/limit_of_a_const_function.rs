use tenure::instrumented;

#[instrumented(max_allocs = 0)]
const fn one() -> u32 {
    1
}

fn main() {
    println!("{}", one());
}
