use tenure::utility;

#[utility(sealed, crate = ::tenure)]
struct Numbers(u32, u8);

#[utility(open)]
impl Numbers {
    fn new(start: u32) -> Self {
        Numbers(start, 1)
    }
    fn add(&self, other: u32) -> u32 {
        self.0 + other
    }
    fn take(mut self) -> Numbers {
        self.0 = u32::from(self.1);
        self
    }
}

fn main() {
    println!("{}", Numbers::new(1).take().add(2));
}
