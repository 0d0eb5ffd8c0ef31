use tenure::{ScopeError, scoped};

#[scoped(crate = std)]
fn load() -> Result<u32, ScopeError<String>> {
    Ok(1)
}

fn main() {
    let _ = load();
}
