use tenure::Layout;

#[derive(Layout)]
#[layout(max_size = 64)]
struct Packet {
    length: u16,
    tail: [u8],
}

fn main() {
    println!("{}", Packet::LAYOUT);
}
