//! Functions that take values of the standard library down.
//!
//! They stand where a function of one's own would: behind `#[dispose(with = ..)]` (they get `&mut`
//! the field) and `#[dispose(take = ..)]`, in [`Owned::with`](crate::Owned::with) and in
//! [`DisposeStack::adopt`](crate::DisposeStack::adopt) (they get the value).
//!
//! ```
//! use std::fs::File;
//! use std::io::{BufWriter, Write};
//! use std::thread::{self, JoinHandle};
//! use tenure::{Dispose, Guard, disposable, with};
//!
//! #[disposable]
//! struct Recorder {
//!     #[dispose(take = with::join)]
//!     worker: Option<JoinHandle<()>>,
//!     #[dispose(with = with::flush)]
//!     log: BufWriter<File>,
//!     guard: Guard,
//! }
//!
//! let path = std::env::temp_dir().join(format!("recorder-{}", std::process::id()));
//! let mut recorder = Recorder {
//!     worker: Some(thread::spawn(|| ())),
//!     log: BufWriter::new(File::create(&path)?),
//!     guard: Guard::new(),
//! };
//! writeln!(recorder.log, "hello")?;
//! recorder.close()?;
//! assert_eq!(std::fs::read_to_string(&path)?, "hello\n");
//! # with::remove(path)?;
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```
//!
//! | function | takes down | no error |
//! |---|---|---|
//! | [`flush`] | what implements [`Write`](std::io::Write) | |
//! | [`sync_all`] | a [`File`](std::fs::File), or a writer in front of one | |
//! | [`join`] | a [`JoinHandle`](std::thread::JoinHandle) | |
//! | [`shutdown`] | a [`TcpStream`](std::net::TcpStream) or `UnixStream` | the other side was faster |
//! | [`kill_wait`] | a [`Child`](std::process::Child) | it has exited already |
//! | [`remove`] | a file or a directory with all that is in it | |

mod child;
mod connection;
mod disk;
mod path;
mod thread;

pub use child::kill_wait;
pub use connection::{Connection, shutdown};
pub use disk::{OnDisk, flush, sync_all};
pub use path::remove;
pub use thread::join;
