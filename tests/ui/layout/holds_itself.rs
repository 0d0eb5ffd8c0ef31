use tenure::Layout;

#[derive(Layout)]
#[layout(max_size = 64, no_holes)]
struct Tree {
    left: Option<Tree>,
    value: u32,
}

#[derive(Layout)]
enum List<T> {
    Node(T, [List<T>; 2]),
    Nil,
}

fn main() {
    println!("{} {}", Tree::LAYOUT, List::<u8>::LAYOUT);
}
