use tenure::dis;

fn main() {
    let k = 2;
    let scaled = |x: i64| x * k;
    dis!(scaled);
}
