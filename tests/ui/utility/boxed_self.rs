use tenure::utility;

#[utility]
struct Numbers;

trait Add {
    fn add(self: Box<Self>, a: u32) -> u32;
}

#[utility]
impl Add for Numbers {
    fn add(self: Box<Self>, a: u32) -> u32 {
        a
    }
}

fn main() {}
