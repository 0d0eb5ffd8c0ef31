use tenure::Layout;

#[derive(Layout)]
enum Id {
    #[layout(size = 4)]
    Number(u32),
}

fn main() {
    println!("{:?}", Id::Number(1).layout_of_val());
}
