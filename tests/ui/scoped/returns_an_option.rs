use tenure::scoped;

#[scoped]
fn f() -> Option<u8> {
    using!(let a = tenure::Owned::with(1, drop));
    Some(**a)
}

fn main() {
    let _ = f();
}
