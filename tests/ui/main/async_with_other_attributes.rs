#[tenure::main]
#[rustfmt::skip]
#[inline]
#[must_use]
async fn main() -> Result<(), String> { Ok(()) }
