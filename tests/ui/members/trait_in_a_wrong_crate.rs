#[tenure::members(crate = ::std::vec)]
trait Load {
    /// Reads it.
    fn load(&self) -> u32;
}

fn main() {}
