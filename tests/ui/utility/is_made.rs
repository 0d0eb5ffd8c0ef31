use tenure::utility;

#[utility]
struct Numbers;

fn main() {
    let _numbers = Numbers;
}
