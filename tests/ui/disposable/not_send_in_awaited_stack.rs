use std::rc::Rc;

use tenure::AsyncDisposeStack;

fn main() {
    let stack = AsyncDisposeStack::new();
    stack.adopt_async(Rc::new(1), async |number| drop(number));
}
