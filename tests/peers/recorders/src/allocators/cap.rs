//! cap: the same with a limit.

#[global_allocator]
static ALLOC: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

fn main() {
    recorders::run(recorders::allocations::MODES);
}
