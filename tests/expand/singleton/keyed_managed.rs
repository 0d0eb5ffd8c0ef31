use std::io;

/// The connections to one server, until it is disposed.
#[derive(Debug)]
pub struct Pool {
    /// Where the server is.
    pub url: String,
}

#[singleton(key = String, managed, recreate, dispose = Pool::disconnect)]
impl Pool {
    fn new(server: &str) -> Self {
        Pool { url: server.to_owned() }
    }

    fn disconnect(&self) -> io::Result<()> {
        if self.url.is_empty() { Err(io::ErrorKind::NotConnected.into()) } else { Ok(()) }
    }
}
