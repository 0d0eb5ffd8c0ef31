/// Does its own work first, and then disposes its fields from the last one to the first.
#[tenure::disposable(hook = Server::say_goodbye, order = reverse)]
#[derive(Debug)]
pub struct Server {
    first: tenure::DisposeStack<'static>,
    second: tenure::DisposeStack<'static>,
    guard: tenure::Guard,
}

impl Server {
    fn say_goodbye(&mut self) -> Result<(), std::fmt::Error> {
        if self.first.is_empty() { Ok(()) } else { Err(std::fmt::Error) }
    }
}

/// Is reported when it is forgotten, and not disposed.
#[tenure::disposable(on_drop = report)]
#[derive(Debug)]
pub struct Reported {
    /// What is left alone.
    pub stack: tenure::DisposeStack<'static>,
    /// Keeps the state.
    pub guard: tenure::Guard,
}

/// Has no guard, and is reported all the same.
#[tenure::disposable(on_drop = report)]
#[derive(Debug)]
pub struct ReportedWithoutGuard(pub tenure::DisposeStack<'static>);

/// May be forgotten.
#[tenure::disposable(on_drop = ignore)]
#[derive(Debug)]
pub struct Ignored {
    /// What is left alone.
    pub stack: tenure::DisposeStack<'static>,
    /// Keeps the state.
    pub guard: tenure::Guard,
}

/// Can be destructured: its guard alone reports it.
#[tenure::disposable(fallback = guard)]
#[derive(Debug)]
pub struct Guarded {
    /// What is left alone.
    pub stack: tenure::DisposeStack<'static>,
    /// Keeps the state.
    pub guard: tenure::Guard,
}

/// Has a `Drop` of its own.
#[tenure::disposable(fallback = none)]
#[derive(Debug)]
pub struct Own {
    /// Disposed by that `Drop`.
    pub stack: tenure::DisposeStack<'static>,
}

impl Drop for Own {
    fn drop(&mut self) {
        drop(tenure::Dispose::dispose(self));
    }
}

/// Says about everything that it owns who takes it down.
#[tenure::disposable(strict)]
#[derive(Debug)]
pub struct Strict {
    /// Owns nothing but memory.
    pub name: std::collections::HashMap<String, Vec<u8>>,
    /// Is disposed.
    #[dispose(take = drop)]
    pub file: Option<std::fs::File>,
    /// Owns nothing but memory, again.
    #[dispose(skip)]
    pub path: std::path::PathBuf,
    /// Is closed by somebody else.
    #[dispose(skip = "the pool owns it")]
    pub shared: std::sync::Arc<std::fs::File>,
}
