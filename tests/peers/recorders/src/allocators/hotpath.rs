//! What counts in hotpath.

#[global_allocator]
static ALLOC: hotpath::CountingAllocator = hotpath::CountingAllocator::new();

fn main() {
    let _guard = hotpath::HotpathGuardBuilder::new("main").build();
    recorders::run(recorders::allocations::MODES);
}
