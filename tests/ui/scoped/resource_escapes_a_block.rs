use tenure::{Owned, ScopeError, scoped};

#[scoped]
fn escapes() -> Result<usize, ScopeError<String>> {
    let text = {
        using!(let text = Owned::with(String::new(), drop));
        text
    };
    Ok(text.len())
}

fn main() {
    let _ = escapes();
}
