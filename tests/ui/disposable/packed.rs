#[tenure::disposable]
#[repr(C, packed(2))]
struct Header {
    #[dispose(take = drop)]
    name: Option<String>,
}

fn main() {}
