//! What is kept has an `Rc` inside, which the attribute cannot see; what awaits has the same.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

#[derive(Clone)]
struct Name(Rc<str>);

#[tenure::cached(max = 10)]
fn name(id: u32) -> Name {
    Name(Rc::from(id.to_string()))
}

#[tenure::cached(max = 10)]
async fn named(id: u32) -> Result<Name, String> {
    Ok(Name(Rc::from(id.to_string())))
}

#[tenure::cached(weak)]
fn count(id: u32) -> Arc<Cell<u32>> {
    Arc::new(Cell::new(id))
}

fn main() {
    let _ = (name(1).0, named(1), count(1));
}
