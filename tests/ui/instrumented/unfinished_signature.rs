use tenure::instrumented;

struct Parser(u32);

#[instrumented]
async fn without_type(line) {}

#[instrumented]
fn with_a_colon(): u32 {
    1
}

#[instrumented]
unsafe async fn in_another_order() {}

#[instrumented]
impl Parser {
    fn line(&self, at) -> u32 {
        self.0
    }
}

#[instrumented]
impl Parser {
    fn first(&self) {};
    fn next(&self)
}

fn main() {
    Parser(with_a_colon()).first();
}
