use std::future::Future;
use std::pin::Pin;

use tenure::instrumented;

struct Parser(u32);

#[instrumented]
fn statement() -> u32 {
    let line = 1
}

#[instrumented]
async fn without_block(line: u32) {
    if line > 1
}

#[instrumented]
fn boxed(parser: &Parser) -> Pin<Box<dyn Future<Output = u32> + '_>> {
    Box::pin(async move { parser.0 });
    todo!
}

#[instrumented]
impl Parser {
    fn line(&self) {
        self.0 +
    }
}

fn main() {
    let parser = Parser(statement());
    drop(without_block(1));
    drop(boxed(&parser));
    parser.line();
}
