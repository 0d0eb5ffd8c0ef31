#[tenure::disposable]
struct Parent<'a> {
    #[dispose(skip)]
    child: tenure::DisposeStack<'a>,
}

fn main() {}
