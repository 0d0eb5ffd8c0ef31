use tenure::Layout;

#[derive(Layout)]
#[layout(max_variant_ratio = 0)]
enum Id {
    Number(u32),
}

fn main() {
    println!("{}", Id::LAYOUT);
}
