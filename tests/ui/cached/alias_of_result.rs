use std::fmt;

use tenure::cached;

type Parsed<T> = Result<T, fmt::Error>;

#[cached(max = 10)]
fn parse(text: String) -> Parsed<usize> {
    Ok(text.len())
}

#[cached(max = 10, cache = later_cache)]
async fn later(text: String) -> crate::Parsed<usize> {
    Ok(text.len())
}

fn main() {
    let _ = (parse(String::new()), later(String::new()), later_cache());
}
