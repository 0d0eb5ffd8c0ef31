use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use tenure::{Owned, ScopeError};
/// Copies a file; what was written is there in full, or not at all.
///
/// # Errors
///
/// Those of the files, and of closing them.
pub fn copy(from: &Path, to: &Path) -> Result<usize, ScopeError<io::Error>> {
    let scope = &::tenure::__private::scope::<Result<usize, ScopeError<io::Error>>>();
    scope
        .run(|| {
            const LONGEST: u64 = 1 << 20;
            scope
                .using(
                    "source",
                    Owned::with(File::open(from)?, drop),
                    |source| {
                        let mut bytes = Vec::new();
                        Read::by_ref(&mut **source)
                            .take(LONGEST)
                            .read_to_end(&mut bytes)?;
                        scope
                            .rest(|| {
                                let resource: Owned<File> = Owned::with(
                                    File::create(to)?,
                                    |file| file.sync_all(),
                                );
                                scope
                                    .using(
                                        "target",
                                        resource,
                                        |target| {
                                            for part in bytes.chunks(4096) {
                                                let part = &mut *scope
                                                    .guard("part", Owned::with(part.to_vec(), drop));
                                                if part.is_empty() {
                                                    continue;
                                                }
                                                target.write_all(part)?;
                                            }
                                            scope
                                                .rest(|| { Ok(bytes.len()) })
                                                .on_ok(|| target.set_len(bytes.len() as u64))
                                        },
                                    )
                            })
                            .on_err(|| std::fs::remove_file(to))
                    },
                )
        })
}
