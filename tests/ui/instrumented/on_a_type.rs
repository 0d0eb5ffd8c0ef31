use tenure::instrumented;

#[instrumented]
struct Parser {
    line: u32,
}

fn main() {
    println!("{}", Parser { line: 1 }.line);
}
