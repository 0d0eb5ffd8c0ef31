//! peak_alloc: the same with the peak.

#[global_allocator]
static ALLOC: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

fn main() {
    recorders::run(recorders::allocations::MODES);
}
