/// Says goodbye to its peer, which takes a while.
#[tenure::disposable(async, hook = Connection::say_goodbye)]
#[derive(Debug)]
pub struct Connection {
    #[dispose(with = Vec::clear)]
    unsent: Vec<String>,
    stack: tenure::SharedDisposeStack,
    guard: tenure::Guard,
}

impl Connection {
    async fn say_goodbye(&mut self) -> Result<(), std::fmt::Error> {
        std::future::ready(()).await;
        if self.stack.is_empty() { Ok(()) } else { Err(std::fmt::Error) }
    }
}

/// Is taken down by who waits and by who cannot.
#[tenure::disposable(both)]
#[derive(Debug)]
pub struct Pool<T: tenure::AsyncDispose + Send> {
    /// Those that nobody uses.
    #[dispose]
    pub idle: Vec<T>,
    #[dispose(take = |worker| async move { drop(worker) })]
    worker: Option<String>,
    guard: tenure::Guard,
}
