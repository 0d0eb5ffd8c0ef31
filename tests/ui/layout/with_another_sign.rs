use tenure::Layout;

#[derive(Layout)]
#[layout(size <= 4)]
struct Number(u32);

fn main() {}
