use std::error::Error;
use std::fs::File;

#[tenure::disposable]
struct Log {
    #[dispose(with = flush)]
    file: File,
    #[dispose(take = close)]
    copy: Option<File>,
    guard: tenure::Guard,
}

fn flush(_: &mut File) -> Result<(), Box<dyn Error>> {
    Ok(())
}

fn close(_: File) -> Result<(), u8> {
    Ok(())
}

fn main() {}
