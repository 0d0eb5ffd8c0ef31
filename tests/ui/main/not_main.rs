#[tenure::main]
fn run() {}

fn main() {
    run();
}
