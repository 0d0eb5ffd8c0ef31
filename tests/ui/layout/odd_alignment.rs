use tenure::Layout;

#[derive(Layout)]
#[layout(align = 6)]
struct Id(u32);

fn main() {
    println!("{}", Id::LAYOUT);
}
