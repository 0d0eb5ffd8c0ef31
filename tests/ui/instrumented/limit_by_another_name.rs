use tenure::instrumented;

#[instrumented(allocs = 3)]
fn first() {}

#[instrumented(bytes = 1_024)]
fn second() {}

#[instrumented(max_alloc = 3)]
fn third() {}

fn main() {
    first();
    second();
    third();
}
