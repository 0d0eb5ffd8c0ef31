use tenure::tracked;

#[tracked]
fn session() {}

fn main() {
    session();
}
