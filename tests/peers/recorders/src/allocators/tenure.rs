//! What counts in tenure.

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

fn main() {
    let _process = tenure::start();
    recorders::run(recorders::allocations::MODES);
}
