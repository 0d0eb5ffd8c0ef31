use tenure::{Owned, ScopeError, scoped};

#[scoped]
fn unknown() -> Result<usize, ScopeError<String>> {
    using!(let text = opened());
    for _ in 0..2 {
        using!(let inner: Owned<Strng> = Owned::with(String::new(), drop));
        text.push_str(inner);
    }
    Ok(text.len() + 1)
}

fn main() {
    let _ = unknown();
}
