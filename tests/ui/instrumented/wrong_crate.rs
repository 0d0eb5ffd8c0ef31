#[tenure::instrumented(crate = std)]
fn plain() {}

#[tenure::instrumented(crate = ::std::vec)]
async fn later<T>(_: T) {}

#[tenure::instrumented(crate = std, name = "named", max_allocs = 1)]
fn boxed() -> Box<dyn Future<Output = u8>> {
    Box::new(async { 1 })
}

fn main() {
    plain();
    drop(later(1));
    drop(boxed());
}
