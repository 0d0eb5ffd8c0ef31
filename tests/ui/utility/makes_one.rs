use tenure::utility;

#[utility]
struct Numbers;

#[utility]
impl Numbers {
    fn new() -> Self {
        todo!()
    }
}

fn main() {}
