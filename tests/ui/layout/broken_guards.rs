use tenure::Layout;

#[derive(Layout)]
#[layout(size = 48, max_size = 5 * 8, align = 4, no_holes, max_waste = 8)]
#[repr(C)]
struct Mixed {
    a: u8,
    b: u64,
    c: u16,
    d: u64,
    e: u64,
    f: u64,
    g: u64,
}

#[derive(Layout)]
#[layout(niche)]
struct Id(u32);

#[derive(Layout)]
#[layout(max_variant_ratio = 4)]
enum Message {
    Quit,
    Number(u32),
    Text([u8; 100]),
}

fn main() {
    println!("{} {} {}", Mixed::LAYOUT, Id::LAYOUT, Message::LAYOUT);
}
