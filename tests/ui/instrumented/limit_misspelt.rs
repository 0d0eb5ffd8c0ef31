use tenure::instrumented;

#[instrumented(max_alloc = 0)]
fn parse() {}

fn main() {
    parse();
}
