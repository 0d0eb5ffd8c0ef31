use tenure::instrumented;

struct Parser;

#[instrumented]
impl Parser {
    #[instrumented(skip = true)]
    fn parse(&self) {}

    #[instrumented(skip, name = "print")]
    fn print(&self) {}

    #[instrumented(skip,)]
    fn count(&self) {}
}

fn main() {
    Parser.parse();
    Parser.print();
    Parser.count();
}
