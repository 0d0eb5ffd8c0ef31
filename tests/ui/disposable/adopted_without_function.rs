// Behaviour 19.
use tenure::DisposeStack;

fn main() {
    let stack = DisposeStack::new();
    stack.adopt(String::new(), "close");
}
