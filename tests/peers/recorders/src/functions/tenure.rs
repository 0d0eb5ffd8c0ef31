//! tenure with all that it records.

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

recorders::functions! { recorders::plainly, #[tenure::instrumented] }

fn main() {
    let _process = tenure::start();
    recorders::run(MODES);
}
