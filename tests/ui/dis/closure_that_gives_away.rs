use tenure::dis;

fn main() {
    let text = String::new();
    dis!(move || text);
}
