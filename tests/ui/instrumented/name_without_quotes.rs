use tenure::instrumented;

#[instrumented(name = parse)]
fn parse() -> u32 {
    1
}

fn main() {
    println!("{}", parse());
}
