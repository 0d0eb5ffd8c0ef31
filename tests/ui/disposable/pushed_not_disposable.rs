use tenure::DisposeStack;

fn main() {
    let stack = DisposeStack::new();
    stack.push(String::new());
}
