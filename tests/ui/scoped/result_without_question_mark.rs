use tenure::{Dispose, DisposeError, ScopeError, scoped};

struct Db;

impl Dispose for Db {
    fn dispose(&mut self) -> Result<(), DisposeError> {
        Ok(())
    }
    fn is_disposed(&self) -> bool {
        true
    }
}

impl Db {
    fn open() -> Result<Self, String> {
        Ok(Db)
    }
    fn query(&mut self) -> usize {
        1
    }
}

#[scoped]
fn unused() -> Result<(), ScopeError<String>> {
    using!(let _db = Db::open());
    Ok(())
}

#[scoped]
fn used() -> Result<usize, ScopeError<String>> {
    using!(let db: Result<_, _> = Db::open());
    let first: usize = db.query();
    Ok(first + db.query())
}

#[scoped]
fn in_a_block() -> Result<usize, ScopeError<String>> {
    let mut sum = 0;
    for _ in 0..2 {
        using!(let db = Db::open());
        sum += db.query();
    }
    Ok(sum)
}

#[scoped]
async fn awaited() -> Result<usize, ScopeError<String>> {
    using!(let db = Db::open());
    Ok(db.query() + 1)
}

#[scoped]
fn none_is_no_mistake() -> Result<usize, ScopeError<String>> {
    using!(let db = Db::open().ok());
    Ok(db.as_mut().map_or(0, Db::query))
}

fn main() {
    let _ = (unused(), used(), in_a_block(), awaited(), none_is_no_mistake());
}
