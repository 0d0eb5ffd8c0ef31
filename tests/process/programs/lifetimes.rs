//! Makes, disposes and forgets, and leaves the rest to the report at its end.

use std::thread;

use tenure::{Dispose, DisposeError, Guard, disposable, singleton};

#[singleton]
struct Config;

impl Config {
    fn new() -> Self {
        Config
    }
}

struct Server;

#[singleton(dispose = |_| ())]
impl Server {
    fn new(_: &'static Config) -> Self {
        Server
    }
}

#[singleton(init = || Err::<Broken, _>("out of order"))]
struct Broken;

#[disposable]
struct Session {
    #[dispose(with = |fails: &mut bool| if *fails { Err("busy") } else { Ok(()) })]
    fails: bool,
    guard: Guard,
}

fn session(fails: bool) -> Session {
    Session { fails, guard: Guard::new() }
}

#[tenure::main]
fn main() -> Result<(), DisposeError> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().name("worker".to_owned());
        worker.spawn_scoped(scope, || Server::instance()).map(drop).unwrap_or_default();
    });
    assert!(Broken::try_instance().is_err());
    session(false).close()?;
    assert!(session(true).close().is_err());
    drop(session(false));
    Ok(())
}
