// Behaviour 31.
use tenure::DisposeStack;

fn main() {
    let stack = DisposeStack::new();
    stack.defer(|| println!("{}", stack.len()));
}
