#[tenure::disposable]
#[derive(Clone, Copy)]
struct Handle {
    #[dispose(take = drop)]
    number: Option<u32>,
}

fn main() {}
