//! dhat: a backtrace for each allocation.

#[global_allocator]
static ALLOC: dhat::Alloc = dhat::Alloc;

fn main() {
    let _profiler = dhat::Profiler::builder().testing().build();
    recorders::run(recorders::allocations::MODES);
}
