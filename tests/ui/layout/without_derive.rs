use tenure::Layout as _;

struct Id(u32);

fn main() {
    println!("{}", Id::LAYOUT);
}
