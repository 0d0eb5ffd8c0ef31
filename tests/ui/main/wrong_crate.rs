#[tenure::main(crate = std)]
fn main() -> Result<(), String> {
    Ok(())
}
