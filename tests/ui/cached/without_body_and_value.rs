//! A function of a trait without a body, which returns nothing.

trait Store {
    #[tenure::cached(max = 10)]
    fn load();
}

fn main() {}
