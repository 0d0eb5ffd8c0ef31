// Behaviour 24.
use tenure::DisposeStack;

fn main() {
    let stack = DisposeStack::new();
    stack.defer("close");
}
