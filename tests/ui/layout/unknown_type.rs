use tenure::Layout;

#[derive(Layout)]
#[layout(max_size = 64)]
struct Parser {
    line: u32,
    tokens: Missing,
    first: (Absent, u8),
}

#[derive(Layout)]
enum Token {
    Word(Missing),
    Number { value: Unknown },
}

#[derive(Layout)]
struct Last(u8, Missing);

fn main() {
    println!("{} {} {}", Parser::LAYOUT, Token::LAYOUT, Last::LAYOUT);
}
