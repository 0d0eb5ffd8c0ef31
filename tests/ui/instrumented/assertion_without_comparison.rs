use tenure::{assert_allocs, assert_no_alloc, scope};

fn main() {
    assert_allocs!(3, || ());
    assert_allocs!(!= 3, || ());
    assert_no_alloc!();
    let _scope = scope!();
}
