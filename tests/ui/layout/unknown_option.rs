use tenure::Layout;

#[derive(Layout)]
#[layout(maxsize = 16)]
struct Id(u32);

fn main() {
    println!("{}", Id::LAYOUT);
}
