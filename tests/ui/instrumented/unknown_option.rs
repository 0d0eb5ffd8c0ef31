use tenure::instrumented;

#[instrumented(nam = "parse")]
fn parse() -> u32 {
    1
}

fn main() {
    println!("{}", parse());
}
