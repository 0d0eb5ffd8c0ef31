use tenure::Layout;

#[derive(Layout)]
#[layout(size, max_size(4), align: 4, no_holes = true)]
struct Id(u32);

fn main() {
    println!("{}", Id::LAYOUT);
}
