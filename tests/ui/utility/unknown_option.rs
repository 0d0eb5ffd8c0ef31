#[tenure::utility(static)]
struct Numbers;

impl Numbers {
    fn add() {}
}

fn main() {
    Numbers::add();
}
