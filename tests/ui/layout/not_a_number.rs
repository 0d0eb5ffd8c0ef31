use tenure::Layout;

#[derive(Layout)]
#[layout(size = "4", max_size = -1, align = 4u32, max_waste = none)]
struct Id(u32);

fn main() {
    println!("{}", Id::LAYOUT);
}
