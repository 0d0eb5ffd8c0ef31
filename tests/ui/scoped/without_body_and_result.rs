use tenure::scoped;

trait Work {
    #[scoped]
    fn work(&mut self);
}

impl Work for u8 {
    fn work(&mut self) {}
}

fn main() {
    1.work();
}
