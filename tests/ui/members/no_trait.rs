#[tenure::members]
trait Greet {
    fn greet(&self);
}

struct Config;
struct Other;

impl Greet for Config {
    fn greet(&self) {}
}

fn main() {
    Config.greet();
    println!("{}", tenure::members_of!(Config, Greet, Other));
    println!("{}", tenure::members_of!(Other, Missing));
}
