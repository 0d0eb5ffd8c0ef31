use tenure::instrumented;

#[instrumented(skip)]
fn parse() -> u32 {
    1
}

fn main() {
    println!("{}", parse());
}
