use tenure::tracked;

#[tracked]
enum Never {}

fn main() {
    let _ = Never::live();
}
