#[tenure::disposable]
struct Handle {
    #[dispose(take = drop)]
    number: Option<u32>,
}

impl Drop for Handle {
    fn drop(&mut self) {}
}

fn main() {}
