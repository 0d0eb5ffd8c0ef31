use tenure::Layout;

#[derive(Layout)]
#[layout(size = 16, no_holes)]
struct Pair<'a, T, const N: usize>(&'a T, [u8; N]);

fn main() {
    println!("{}", <Pair<'_, u8, 1>>::LAYOUT);
}
