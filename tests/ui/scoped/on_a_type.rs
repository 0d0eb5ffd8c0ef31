use tenure::scoped;

#[scoped]
struct Connection;

fn main() {
    let _ = Connection;
}
