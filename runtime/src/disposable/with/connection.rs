//! A connection to somebody else.

use std::io;
use std::net::{Shutdown, TcpStream};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::rc::Rc;
use std::sync::Arc;

/// Ends a connection in both directions, for every handle to it: who waits for bytes on another
/// thread gets the end of the stream.
///
/// Bytes that the other side sent and nobody has read are lost; so are, with TCP, ours that the
/// other side has not read by then, if there are such.
///
/// ```
/// use std::io::Read;
/// use std::net::{TcpListener, TcpStream};
/// use tenure::{Dispose, Guard, disposable, with};
///
/// #[disposable]
/// struct Client {
///     #[dispose(with = with::shutdown)]
///     stream: TcpStream,
///     guard: Guard,
/// }
///
/// let listener = TcpListener::bind("127.0.0.1:0")?;
/// let stream = TcpStream::connect(listener.local_addr()?)?;
/// let (mut server, _) = listener.accept()?;
///
/// Client { stream, guard: Guard::new() }.close()?;
/// assert_eq!(server.read(&mut [0])?, 0); // the end
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
///
/// # Errors
///
/// As [`TcpStream::shutdown`]; that the connection has ended already is none.
pub fn shutdown(connection: impl Connection) -> io::Result<()> {
    ended(connection.shutdown(Shutdown::Both))
}

/// Systems differ in whether they say so when the other side was faster.
fn ended(outcome: io::Result<()>) -> io::Result<()> {
    outcome.or_else(|error| match error.kind() {
        io::ErrorKind::NotConnected => Ok(()),
        _ => Err(error),
    })
}

/// A stream with two directions; what [`shutdown`] takes down.
///
/// ```
/// use std::io;
/// use std::net::{Shutdown, TcpStream};
/// use tenure::with::Connection;
///
/// struct Encrypted(TcpStream);
///
/// impl Connection for Encrypted {
///     fn shutdown(&self, how: Shutdown) -> io::Result<()> {
///         self.0.shutdown(how)
///     }
/// }
/// ```
pub trait Connection {
    /// Ends one direction, or both.
    ///
    /// # Errors
    ///
    /// When it cannot; [`ErrorKind::NotConnected`](io::ErrorKind::NotConnected) says that it has
    /// ended already.
    fn shutdown(&self, how: Shutdown) -> io::Result<()>;
}

impl Connection for TcpStream {
    fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        TcpStream::shutdown(self, how)
    }
}

#[cfg(unix)]
impl Connection for UnixStream {
    fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        UnixStream::shutdown(self, how)
    }
}

macro_rules! through {
    ($($Pointer:ty),*) => {$(
        impl<T: Connection + ?Sized> Connection for $Pointer {
            fn shutdown(&self, how: Shutdown) -> io::Result<()> {
                (**self).shutdown(how)
            }
        }
    )*};
}

through!(&T, &mut T, Box<T>, Rc<T>, Arc<T>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_that_it_has_ended_already_is_no_error() {
        let failed = |kind: io::ErrorKind| ended(Err(kind.into())).map_err(|error| error.kind());
        assert_eq!(failed(io::ErrorKind::NotConnected), Ok(()));
        for kind in [io::ErrorKind::PermissionDenied, io::ErrorKind::BrokenPipe] {
            assert_eq!(failed(kind), Err(kind));
        }
    }
}
