use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use tenure::{Owned, ScopeError};

/// Copies a file; what was written is there in full, or not at all.
///
/// # Errors
///
/// Those of the files, and of closing them.
#[tenure::scoped]
pub fn copy(from: &Path, to: &Path) -> Result<usize, ScopeError<io::Error>> {
    const LONGEST: u64 = 1 << 20;
    using!(let source = Owned::with(File::open(from)?, drop));
    let mut bytes = Vec::new();
    Read::by_ref(&mut **source).take(LONGEST).read_to_end(&mut bytes)?;
    on_err!(std::fs::remove_file(to));
    using!(let target: Owned<File> = Owned::with(File::create(to)?, |file| file.sync_all()));
    for part in bytes.chunks(4096) {
        using!(let part = Owned::with(part.to_vec(), drop));
        if part.is_empty() {
            continue;
        }
        target.write_all(part)?;
    }
    on_ok!(target.set_len(bytes.len() as u64));
    Ok(bytes.len())
}
