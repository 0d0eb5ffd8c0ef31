// Behaviour 117.
use tenure::DisposeStack;

struct Lookalike {
    dispose: fn(),
}

impl Lookalike {
    fn dispose(&mut self) -> Result<(), tenure::DisposeError> {
        (self.dispose)();
        Ok(())
    }
}

fn main() {
    let stack = DisposeStack::new();
    stack.push(Lookalike { dispose: || () }).dispose();
}
