//! `weak` cannot see that a type is a `Result` by another name.

use std::sync::Arc;

type Loaded<T> = Result<T, String>;

#[tenure::cached(weak)]
fn load(id: u32) -> Loaded<Arc<str>> {
    Ok(id.to_string().into())
}

fn main() {
    let _ = load(1);
}
