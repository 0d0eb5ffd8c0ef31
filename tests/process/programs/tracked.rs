//! Watches values that are still alive at the end.

use std::process::ExitCode;

use tenure::{Live, finalize, singleton, tracked};

#[tracked]
struct Session {
    #[allow(dead_code)]
    live: Live<Self>,
}

impl Session {
    fn new() -> Self {
        Session { live: Live::new() }
    }
}

#[singleton(init = || Database, dispose = |_| println!("the database"))]
struct Database;

#[tenure::main]
fn main() -> ExitCode {
    Database::instance();
    let [early, kept] = [Session::new(), Session::new()];
    finalize(&early, || println!("early"));
    finalize(&kept, || println!("first"));
    finalize(&kept, || println!("not at exit")).set_at_exit(false);
    finalize(&kept, || {
        let late = Session::new();
        finalize(&late, || println!("made at exit"));
        std::mem::forget(late);
        println!("second");
    });
    if std::env::args().any(|argument| argument == "panic") {
        finalize(&kept, || panic!("on purpose"));
    }
    drop(early);
    std::mem::forget(kept);
    println!("end of main");
    ExitCode::SUCCESS
}
