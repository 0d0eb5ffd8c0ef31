use tenure::Layout;

#[derive(Layout)]
#[layout(no_holes)]
enum Id {
    Number(u32),
}

fn main() {
    println!("{}", Id::LAYOUT);
}
