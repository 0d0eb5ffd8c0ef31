#[tenure::members]
fn config() {}

fn main() {
    config();
}
