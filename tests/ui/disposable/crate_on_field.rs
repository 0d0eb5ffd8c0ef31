#[tenure::disposable]
struct Log {
    #[dispose(crate = ::tenure)]
    lines: Option<tenure::DisposeStack<'static>>,
}

fn main() {}
