use tenure::instrumented;

#[instrumented(max_allocs = 1, max_bytes = 10, max_allocs = 2)]
fn parse() {}

fn main() {
    parse();
}
