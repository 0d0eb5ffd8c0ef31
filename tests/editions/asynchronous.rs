// As `every_macro.rs`, for editions that have `async`.

/// Doubles, later.
#[instrumented]
pub async fn double_later(mut number: u8) -> u8 {
    number *= 2;
    number
}

#[test]
fn futures_are_ready_with_what_they_would_be() {
    let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    let future = core::pin::pin!(double_later(2));
    assert!(core::future::Future::poll(future, &mut context).is_ready());
}

/// Twice, later, and once for each number.
#[cached(max = 10)]
pub async fn twice_later(mut number: u8) -> Result<u8, u8> {
    number = core::future::ready(number).await;
    if number > 100 {
        return Err(number);
    }
    Ok(number * 2)
}

#[test]
fn awaited_values_are_kept() {
    let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    for number in [2, 2, 200] {
        let future = core::pin::pin!(twice_later(number));
        assert!(core::future::Future::poll(future, &mut context).is_ready());
    }
}

/// Ends in a temporary that borrows a parameter: up to edition 2021 it outlives the locals.
#[instrumented]
pub async fn filled(mut bytes: core::cell::RefCell<[u8; 2]>) -> usize {
    bytes.get_mut()[0] = 1;
    bytes.borrow().len()
}

impl Lines {
    /// Lends out the first one, later.
    ///
    /// # Errors
    ///
    /// The width, where there is none.
    #[scoped]
    pub async fn first(&mut self, width: usize) -> Result<&mut &'static str, ScopeError<usize>> {
        using!(await let sent = Sent { log: Log::begin(), width: None, guard: Guard::new() });
        on_err!(self.ends += 1);
        on_exit!(self.log.open = core::future::ready(sent.log.open).await);
        if sent.log.line.len() != width {
            return Err(width);
        }
        self.lines.first_mut().ok_or(width)
    }
}

#[test]
fn what_an_async_function_uses_is_awaited_at_its_end() {
    let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    let mut lines = Lines { log: Log::begin(), lines: ["first", ""], ends: 0 };
    lines.log.open = false;
    {
        let first = core::pin::pin!(lines.first(4));
        let first = core::future::Future::poll(first, &mut context);
        assert!(matches!(first, core::task::Poll::Ready(Ok(&mut "first"))));
    }
    assert_eq!((lines.ends, lines.log.open), (0, true));
}

/// Made by and by.
pub struct Pool {
    size: usize,
}

#[singleton]
impl Pool {
    async fn new(_config: &'static Config) -> Self {
        core::future::ready(()).await;
        Pool { size: 2 }
    }

    /// How many it has.
    pub fn size(&self) -> usize {
        self.size
    }
}

/// Made by and by, and freed.
pub struct Cache(());

#[singleton(managed)]
impl Cache {
    async fn new(_pool: &'static Pool) -> Self {
        Cache(())
    }
}

#[test]
fn an_async_singleton_is_awaited() {
    let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    let cache = core::pin::pin!(Cache::instance());
    assert!(core::future::Future::poll(cache, &mut context).is_ready());
    assert_eq!(<Pool as tenure::Singleton>::peek().map(Pool::size), Some(2));
}
