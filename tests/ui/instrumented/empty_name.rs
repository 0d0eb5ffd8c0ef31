use tenure::instrumented;

#[instrumented(name = "")]
fn parse() {}

#[instrumented(name = b"parse")]
fn print() {}

fn main() {
    parse();
    print();
}
