use tenure::singleton;

struct Pool;

#[singleton(eager)]
impl Pool {
    async fn new() -> Self {
        Pool
    }
}

struct Window;

#[singleton(thread_local)]
impl Window {
    async fn new() -> Self {
        Window
    }
}

fn main() {
    let _ = Pool::instance();
    let _ = Window::instance();
}
