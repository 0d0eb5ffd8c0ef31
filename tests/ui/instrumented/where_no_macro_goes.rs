use tenure::instrumented;

struct Parser {
    #[instrumented]
    line: u32,
}

enum Token {
    #[instrumented]
    Word,
}

fn parse(#[instrumented] line: u32) -> u32 {
    #[instrumented]
    let next = line + 1;
    let last = next + 1;
    #[instrumented]
    println!("{last}");
    let read = #[instrumented]
    || last + 1;
    match read() {
        #[instrumented]
        _ => last,
    }
}

unsafe extern "C" {
    #[instrumented]
    safe fn abs(number: i32) -> i32;
}

fn main() {
    let _parser = Parser { line: parse(1) };
    let _token = Token::Word;
    let _abs = abs(-1);
}
