use tenure::Layout;

#[derive(Layout)]
#[layout]
struct Id(u32);

fn main() {
    println!("{}", Id::LAYOUT);
}
