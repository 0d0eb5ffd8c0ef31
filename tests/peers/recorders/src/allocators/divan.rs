//! What counts in divan.

#[global_allocator]
static ALLOC: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    recorders::run(recorders::allocations::MODES);
}
