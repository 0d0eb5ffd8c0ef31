//! Has eager singletons, one of which fails when it is told to.

use tenure::{Singleton, singleton};

#[singleton(init = || { println!("made Lazy"); Lazy })]
struct Lazy;

struct Log;
struct Server;

#[singleton(eager)]
impl Server {
    fn new(_: &'static Log) -> Result<Self, &'static str> {
        println!("made Server");
        match std::env::args().nth(1).as_deref() {
            Some("fail") => Err("the port is taken"),
            _ => Ok(Server),
        }
    }
}

#[singleton(dispose = |_| println!("disposed Log"))]
impl Log {
    fn new() -> Self {
        println!("made Log");
        Log
    }
}

#[tenure::main]
fn main() {
    println!("main");
    for info in tenure::singletons() {
        println!("{} {:?}", info.name, info.status);
    }
    assert!(Lazy::peek().is_none());
}
