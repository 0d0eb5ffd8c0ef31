use tenure::dis;

struct Nothing;

fn main() {
    dis!(Nothing);
}
