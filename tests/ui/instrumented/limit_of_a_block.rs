use tenure::instrumented;

struct Parser;

#[instrumented(max_allocs = 0)]
impl Parser {
    fn parse(&self) {}
}

#[instrumented(max_bytes = 0)]
trait Parse {
    fn parse(&self) {}
}

#[instrumented(max_allocs = 0, max_bytes = 10)]
mod parsers {
    pub fn parse() {}
}

impl Parse for Parser {}

fn main() {
    Parser.parse();
    Parse::parse(&Parser);
    parsers::parse();
}
