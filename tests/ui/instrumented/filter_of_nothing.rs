use tenure::instrumented;

struct Parser;

#[instrumented(filter = "pasre_*")]
impl Parser {
    fn parse_text(&self) {}

    fn parse_number(&self) {}

    #[instrumented(skip)]
    fn print(&self) {}
}

#[instrumented(filter = "*")]
trait Constants {
    const ONE: u32;

    fn two();
}

#[instrumented(filter = "z*")]
mod many {
    pub fn a() {}
    pub fn b() {}
    pub fn c() {}
    pub fn d() {}
    pub fn e() {}
    pub fn f() {}
    pub fn g() {}
    pub fn h() {}
    pub mod more {
        pub fn i() {}
        pub fn j() {}
    }
}

fn main() {
    Parser.parse_text();
    Parser.parse_number();
    Parser.print();
    many::a();
    many::more::i();
}
