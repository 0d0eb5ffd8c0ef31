use tenure::Layout;

#[derive(Layout)]
struct Id {
    #[layout(size = 4)]
    number: u32,
}

fn main() {
    println!("{}", Id::LAYOUT);
}
