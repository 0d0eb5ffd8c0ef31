use tenure::dis;

fn main() {
    dis!(String::new, String::len);
    dis!(|x: i64| x + 1, |x: i64| x + 2);
}
