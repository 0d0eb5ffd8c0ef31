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
#[derive(Debug)]
pub struct Server {
    log: Log,
    cache: Cache,
    shards: Vec<Cache>,
    worker: Option<std::thread::JoinHandle<()>>,
    port: u16,
    connection: std::sync::Arc<Cache>,
    guard: tenure::Guard,
}
#[automatically_derived]
impl ::tenure::Dispose for Server {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        if steps.begin::<Self>(&mut self.guard) {
            steps.with("log", &mut self.log, Log::flush);
            steps.field("cache", &mut self.cache).__tenure_dispose_if_disposable();
            steps.dispose("shards", &mut self.shards);
            steps
                .take(
                    "worker",
                    &mut self.worker,
                    |worker| worker.join().map_err(|_| "the worker panicked"),
                );
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::Guard::is_disposed(&self.guard)
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for Server {
    fn drop(&mut self) {
        ::tenure::__private::fallback(self, |this| &mut this.guard);
    }
}
::tenure::__private::skipped!(
    _ : u16,
    "the field `port` implements `Dispose`; say who disposes it: `skip = \"the reason\"`"
);
impl Server {
    /// Where it listens, and for whom.
    #[must_use]
    pub fn port(&self) -> (u16, &Cache) {
        (self.port, &self.connection)
    }
}
/// Keeps what was read.
#[derive(Debug)]
pub struct Cache {
    guard: tenure::Guard,
}
#[automatically_derived]
impl ::tenure::Dispose for Cache {
    fn dispose(&mut self) -> ::tenure::__private::Outcome {
        let steps = &mut ::tenure::__private::Steps::new();
        if steps.begin::<Self>(&mut self.guard) {
            steps.end::<Self>(&mut self.guard);
        }
        steps.finish()
    }
    fn is_disposed(&self) -> ::tenure::__private::bool {
        ::tenure::Guard::is_disposed(&self.guard)
    }
}
#[automatically_derived]
impl ::tenure::__private::Drop for Cache {
    fn drop(&mut self) {
        ::tenure::__private::fallback(self, |this| &mut this.guard);
    }
}
