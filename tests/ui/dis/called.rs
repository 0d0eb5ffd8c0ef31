use tenure::dis;

fn add(a: i64, b: i64) -> i64 {
    a + b
}

fn main() {
    dis!(add(1, 2));
}
