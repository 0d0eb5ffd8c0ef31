//! A function that is not `main`: what `main` may not have is no mistake in it.

#[tenure::main]
fn start(arguments: u8) {
    let _ = arguments;
}

fn main() {
    start(1);
}
