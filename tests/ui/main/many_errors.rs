#[tenure::main(threads = 4, crate)]
async fn run(arguments: u8) {}

fn main() {
    let _ = run(8);
}
