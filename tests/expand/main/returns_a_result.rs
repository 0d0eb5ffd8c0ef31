/// Serves until it is told to stop.
#[tenure::main]
pub fn main() -> Result<(), std::fmt::Error> {
    Ok(())
}
