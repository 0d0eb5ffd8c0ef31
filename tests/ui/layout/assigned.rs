use tenure::Layout;

#[derive(Layout)]
#[layout = 48]
struct Id(u32);

fn main() {
    println!("{}", Id::LAYOUT);
}
