//! Every wrong option of one attribute in one go.

use tenure::instrumented;

#[instrumented(name)]
fn without_value() {}

#[instrumented(name = 1)]
fn with_number() {}

#[instrumented(name = "a", name = "b")]
fn twice() {}

#[instrumented(future = true)]
fn with_value() -> std::future::Ready<()> {
    std::future::ready(())
}

#[instrumented(filter)]
impl Parser {
    fn parse(&self) {}
}

#[instrumented(filter = "parse", filter = "parse")]
impl Parser {
    fn parse_twice(&self) {}
}

#[instrumented(crate = "tenure")]
fn quoted_root() {}

#[instrumented(crate)]
fn no_root() {}

#[instrumented = "parse"]
fn assigned() {}

#[instrumented("parse")]
fn bare_text() {}

#[instrumented(,)]
fn comma() {}

#[instrumented(name = "a" future)]
fn no_comma() {}

#[instrumented(Name = "a")]
fn upper() {}

#[instrumented(nmae = "a", ski)]
fn misspelled() {}

#[instrumented]
#[instrumented]
fn two_attributes() {}

#[instrumented(name = "a")]
#[tenure::instrumented(name = "b")]
fn two_names() {}

#[instrumented]
#[instrumented]
impl Parser {
    fn two(&self) {}
}

struct Parser;

fn main() {
    without_value();
    with_number();
    twice();
    let _ = with_value();
    Parser.parse();
    Parser.parse_twice();
    Parser.two();
    quoted_root();
    no_root();
    assigned();
    bare_text();
    comma();
    no_comma();
    upper();
    misspelled();
    two_attributes();
    two_names();
}
