use std::sync::Arc;

struct Session;

fn main() {
    tenure::finalize(&Session, || {});
    tenure::finalize(&Arc::new(Session), || {});
}
