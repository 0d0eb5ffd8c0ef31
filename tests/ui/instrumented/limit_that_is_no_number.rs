use tenure::instrumented;

#[instrumented(max_allocs = -1)]
fn negative() {}

#[instrumented(max_bytes = "1024")]
fn quoted() {}

#[instrumented(max_bytes = 20_000_000_000_000_000_000)]
fn too_large() {}

#[instrumented(max_allocs = 3u8)]
fn typed() {}

#[instrumented(max_allocs = LIMIT)]
fn named() {}

#[instrumented(max_bytes = 1.5)]
fn fraction() {}

#[instrumented(max_allocs(3))]
fn list() {}

#[instrumented(max_allocs)]
fn nothing() {}

const LIMIT: u64 = 3;

fn main() {
    negative();
    quoted();
    too_large();
    typed();
    named();
    fraction();
    list();
    nothing();
    println!("{LIMIT}");
}
