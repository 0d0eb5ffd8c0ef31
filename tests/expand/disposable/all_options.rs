/// Writes lines.
#[derive(Debug)]
pub struct Log(Vec<String>);

impl Log {
    fn flush(&mut self) -> Result<(), std::num::ParseIntError> {
        for line in self.0.drain(..) {
            let _number: u8 = line.parse()?;
        }
        Ok(())
    }
}

/// Listens.
#[tenure::disposable]
#[derive(Debug)]
pub struct Server {
    #[dispose(with = Log::flush)]
    log: Log,
    cache: Cache,
    #[dispose]
    shards: Vec<Cache>,
    #[dispose(take = |worker| worker.join().map_err(|_| "the worker panicked"))]
    worker: Option<std::thread::JoinHandle<()>>,
    #[dispose(skip)]
    port: u16,
    #[dispose(skip = "the pool owns it")]
    connection: std::sync::Arc<Cache>,
    guard: tenure::Guard,
}

impl Server {
    /// Where it listens, and for whom.
    #[must_use]
    pub fn port(&self) -> (u16, &Cache) {
        (self.port, &self.connection)
    }
}

/// Keeps what was read.
#[tenure::disposable]
#[derive(Debug)]
pub struct Cache {
    guard: tenure::Guard,
}
