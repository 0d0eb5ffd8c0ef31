#[tenure::members(all)]
trait Greet {
    fn greet(&self) -> u8 {
        1
    }
}

impl Greet for u8 {}

fn main() {
    println!("{}", 1.greet());
    println!("{}", tenure::members_of!(u8, Greet));
}
