use tenure::utility;

struct Numbers;

#[utility]
impl Numbers {
    fn add() {}
}

fn main() {
    let _numbers = Numbers;
    Numbers::add();
}
