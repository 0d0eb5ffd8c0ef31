use tenure::scoped;

#[scoped]
fn f() {
    using!(let a = tenure::Owned::with(1, drop));
    assert_eq!(**a, 1);
}

fn main() {
    f();
}
