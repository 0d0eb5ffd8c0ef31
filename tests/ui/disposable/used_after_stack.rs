// Behaviour 138.
use tenure::DisposeStack;

fn main() {
    let mut stack = DisposeStack::new();
    let line = stack.adopt(String::new(), drop);
    let _outcome = stack.dispose();
    line.push('!');
}
