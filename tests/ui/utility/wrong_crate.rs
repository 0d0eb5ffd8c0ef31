#[tenure::utility(crate = std)]
struct Math;

struct Text;

#[tenure::utility(crate = ::std::vec)]
impl Text {
    fn length() -> usize {
        4
    }
}

fn main() {
    println!("{}", Text::length());
}
