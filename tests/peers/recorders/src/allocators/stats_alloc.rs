//! stats_alloc: atomic counters that all threads share.

#[global_allocator]
static ALLOC: &stats_alloc::StatsAlloc<std::alloc::System> = &stats_alloc::INSTRUMENTED_SYSTEM;

fn main() {
    recorders::run(recorders::allocations::MODES);
}
