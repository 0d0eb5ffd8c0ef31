use tenure::Layout;

#[derive(Layout)]
#[layout(siz = 4, align = 3, niche = yes, size = "8", size = 4, lazy)]
#[layout(max_variant_ratio = 2)]
struct Id {
    #[layout(no_holes)]
    number: u32,
}

fn main() {
    println!("{} {}", Id::LAYOUT, Id { number: 1 }.layout_of_val());
}
