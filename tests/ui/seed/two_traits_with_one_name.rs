// Seed: A14.
// Where Python takes the first class of the list, nobody guesses here.

trait Left {
    fn who(&self) -> &'static str {
        "left"
    }
}

trait Right {
    fn who(&self) -> &'static str {
        "right"
    }
}

struct Both;

impl Left for Both {}
impl Right for Both {}

fn main() {
    Both.who();
}
