//! The indexer as its user meets it: exit codes, what it prints, and the state of the disk.
//!
//! The program is the example that `cargo test` has built; `cargo test --test indexer` alone does
//! not build it.

mod answers;
#[cfg(unix)]
mod faults;
#[cfg(unix)]
mod full_disk;
#[cfg(unix)]
mod index_file;
#[cfg(unix)]
mod permissions;
mod plain_search;
mod report;
mod scene;
#[cfg(unix)]
mod standard_output;
mod usage;
