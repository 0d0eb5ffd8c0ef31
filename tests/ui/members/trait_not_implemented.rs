#[tenure::members]
trait Greet {
    fn greet(&self);
}

fn main() {
    println!("{}", tenure::members_of!(u8, Greet));
}
