#[tenure::main]
fn main() -> Option<()> {
    None
}
