// Behaviours 11, 12, 13, 14.
use tenure::DisposeStack;

fn main() {
    let stack = DisposeStack::new();
    stack.push(String::new());
}
