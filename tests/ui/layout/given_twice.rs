use tenure::Layout;

#[derive(Layout)]
#[layout(size = 4)]
#[layout(size = 8)]
struct Id(u32);

fn main() {
    println!("{}", Id::LAYOUT);
}
