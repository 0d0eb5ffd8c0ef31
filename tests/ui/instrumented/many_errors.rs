use tenure::instrumented;

#[instrumented(nam = "a", skip, future = true, name)]
const fn parse() -> u32 {
    1
}

struct Parser;

#[instrumented(future, name = "parser")]
impl Parser {
    fn parse(&self) -> u32 {
        parse()
    }
}

fn main() {
    println!("{}", Parser.parse());
}
