use tenure::instrumented;

#[instrumented(max_bytes = "1k")]
fn quoted() {}

#[instrumented(max_bytes = 64KiB)]
fn in_kibibytes() {}

#[instrumented(max_allocs = 3k)]
fn thousands() {}

fn main() {
    quoted();
    in_kibibytes();
    thousands();
}
