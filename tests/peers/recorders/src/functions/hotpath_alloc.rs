//! hotpath, which records allocations besides.

#[global_allocator]
static ALLOC: hotpath::CountingAllocator = hotpath::CountingAllocator::new();

recorders::functions! { recorders::plainly, #[hotpath::measure] }

fn main() {
    let _guard = hotpath::HotpathGuardBuilder::new("main").build();
    recorders::run(MODES);
}
