use tenure::dis;

fn main() {
    dis!(println);
}
