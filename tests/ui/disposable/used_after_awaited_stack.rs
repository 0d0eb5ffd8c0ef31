// Behaviour 138.
use tenure::AsyncDisposeStack;

async fn close(mut stack: AsyncDisposeStack<'_>) {
    let line = stack.adopt_async(String::new(), async |line| drop(line));
    let _outcome = stack.dispose_async().await;
    line.push('!');
}

fn main() {}
