use tenure::dis;

fn main() {
    dis!(String);
}
