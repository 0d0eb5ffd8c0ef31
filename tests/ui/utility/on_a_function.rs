#[tenure::utility]
fn add() {}

fn main() {
    add();
}
