//! Begins and ends the life of the process by hand.

use tenure::singleton;

#[singleton(eager, init = || { println!("made Server"); Server }, dispose = Server::close)]
struct Server;

impl Server {
    fn close(&self) -> Result<(), &'static str> {
        let Server = self;
        println!("disposed Server");
        Err("somebody was connected")
    }
}

fn main() {
    let process = tenure::start();
    println!("main");
    drop(process);
    println!("end of main");
}
