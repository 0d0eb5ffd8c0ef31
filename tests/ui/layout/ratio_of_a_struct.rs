use tenure::Layout;

#[derive(Layout)]
#[layout(max_variant_ratio = 4)]
struct Id(u32);

fn main() {
    println!("{}", Id::LAYOUT);
}
