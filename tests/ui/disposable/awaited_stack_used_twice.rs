// Behaviour 87.
use tenure::AsyncDisposeStack;

async fn close(mut stack: AsyncDisposeStack<'_>) {
    let first = stack.dispose_async();
    let second = stack.dispose_async();
    let _outcomes = (first.await, second.await);
}

fn main() {}
