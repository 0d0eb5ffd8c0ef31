use tenure::instrumented;

struct Parser;

#[instrumented(name = "parser")]
impl Parser {
    fn parse(&self) -> u32 {
        1
    }
}

fn main() {
    println!("{}", Parser.parse());
}
