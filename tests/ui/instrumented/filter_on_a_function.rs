use tenure::instrumented;

#[instrumented(filter = "parse_*")]
fn parse_text() {}

fn main() {
    parse_text();
}
