use tenure::utility;

#[utility]
struct Numbers {
    start: u32,
}

fn main() {
    println!("{}", Numbers { start: 1 }.start);
}
