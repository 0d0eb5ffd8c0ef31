// Seed: A15.
// A trait does not override its supertrait: with both in scope the name stands for two methods.

trait Base {
    fn who(&self) -> &'static str {
        "base"
    }
}

trait Derived: Base {
    fn who(&self) -> &'static str {
        "derived"
    }
}

struct Value;

impl Base for Value {}
impl Derived for Value {}

fn main() {
    Value.who();
}
