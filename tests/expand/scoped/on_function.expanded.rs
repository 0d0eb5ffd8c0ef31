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
            let resource = Owned::with(File::open(from)?, drop);
            scope
                .of(&resource)
                .dispose_after_rest(
                    "source",
                    resource,
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
                                    .of(&resource)
                                    .dispose_after_rest(
                                        "target",
                                        resource,
                                        |target| {
                                            for part in bytes.chunks(4096) {
                                                let resource = Owned::with(part.to_vec(), drop);
                                                let part = &mut *scope
                                                    .of(&resource)
                                                    .guard_in_block("part", resource);
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
