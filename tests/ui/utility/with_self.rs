use tenure::utility;

#[utility]
struct Numbers;

#[utility]
impl Numbers {
    fn add(&self, a: u32) -> u32 {
        a
    }
}

fn main() {}
