//! Bytes that are on their way to a file.

use std::fs::File;
use std::io::{self, BufWriter, LineWriter, Write};
use std::sync::Arc;

/// Writes out what a writer has buffered, so that an error shows which its `Drop` would hide.
///
/// ```
/// use std::io::{BufWriter, Cursor, Write};
/// use tenure::{Dispose, Owned, with};
///
/// let room_for_two = Cursor::new([0_u8; 2]);
/// let mut writer = Owned::with(BufWriter::new(room_for_two), with::flush);
/// writer.write_all(b"four")?; // into the buffer, so far
/// assert!(writer.close().is_err());
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// As [`Write::flush`]. Behind `with = ..` the field keeps what could not be written, so it can be
/// tried again by hand.
pub fn flush(mut writer: impl Write) -> io::Result<()> {
    writer.flush()
}

/// Writes out what is buffered and waits until the device has it, and the length and times of the
/// file too, so that it survives a loss of power.
///
/// That takes as long as the device needs: milliseconds, or seconds.
///
/// ```
/// use std::fs::File;
/// use std::io::{BufWriter, Write};
/// use tenure::{Dispose, Guard, disposable, with};
///
/// #[disposable]
/// struct Ledger {
///     #[dispose(with = with::sync_all)]
///     entries: BufWriter<File>,
///     guard: Guard,
/// }
///
/// let path = std::env::temp_dir().join(format!("ledger-{}", std::process::id()));
/// let entries = BufWriter::new(File::create(&path)?);
/// let mut ledger = Ledger { entries, guard: Guard::new() };
/// writeln!(ledger.entries, "10 from ada to bob")?;
/// ledger.close()?;
/// # with::remove(path)?;
/// # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
/// ```
///
/// # Errors
///
/// As [`Write::flush`] and [`File::sync_all`]; what could not be written out is not waited for.
pub fn sync_all(mut file: impl OnDisk) -> io::Result<()> {
    file.sync_all()
}

/// A file, or a writer in front of one; what [`sync_all`] takes down.
///
/// ```
/// use std::io::{self, Write};
/// use tenure::with::OnDisk;
///
/// struct Compressed<W>(W);
///
/// impl<W: Write + OnDisk> OnDisk for Compressed<W> {
///     fn sync_all(&mut self) -> io::Result<()> {
///         self.0.write_all(b"the end")?;
///         self.0.sync_all()
///     }
/// }
/// ```
pub trait OnDisk {
    /// Writes out what is buffered and waits until the device has it.
    ///
    /// # Errors
    ///
    /// When either fails.
    fn sync_all(&mut self) -> io::Result<()>;
}

impl OnDisk for File {
    fn sync_all(&mut self) -> io::Result<()> {
        File::sync_all(self)
    }
}

impl OnDisk for &File {
    fn sync_all(&mut self) -> io::Result<()> {
        File::sync_all(self)
    }
}

impl OnDisk for Arc<File> {
    fn sync_all(&mut self) -> io::Result<()> {
        File::sync_all(self)
    }
}

impl<W: Write + OnDisk> OnDisk for BufWriter<W> {
    fn sync_all(&mut self) -> io::Result<()> {
        self.flush()?;
        self.get_mut().sync_all()
    }
}

impl<W: Write + OnDisk> OnDisk for LineWriter<W> {
    fn sync_all(&mut self) -> io::Result<()> {
        self.flush()?;
        self.get_mut().sync_all()
    }
}

impl<T: OnDisk + ?Sized> OnDisk for &mut T {
    fn sync_all(&mut self) -> io::Result<()> {
        (**self).sync_all()
    }
}

impl<T: OnDisk + ?Sized> OnDisk for Box<T> {
    fn sync_all(&mut self) -> io::Result<()> {
        (**self).sync_all()
    }
}
