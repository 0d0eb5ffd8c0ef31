use tenure::instrumented;

#[instrumented(future)]
fn parse() {}

fn main() {
    parse();
}
