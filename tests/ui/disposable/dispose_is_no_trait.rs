// Behaviours 117, 122, 125.
use tenure::{AsyncDisposeStack, DisposeStack};

struct Socket;

impl Socket {
    fn dispose(&mut self) {}

    async fn dispose_async(&mut self) {}
}

fn main() {
    DisposeStack::new().push(Socket);
    AsyncDisposeStack::new().push_async(Socket);
}
