//! `#[instrumented]`: what the report says of calls that a test has made.

mod assertions;
mod attributes;
mod beside_tracing;
mod blocks;
mod contracts;
mod current;
mod futures;
mod memory;
mod names;
mod recursion;
mod scope;
mod session;
mod threads;
mod time;

use std::future::poll_fn;
use std::hint::black_box;
use std::task::Poll;

use tenure::{Function, Memory, Report};

/// The row of the function that was declared as `name` in `module`, which is `module_path!()`.
fn row(module: &str, name: &str) -> Function {
    row_in(&tenure::report(), module, name)
}

fn row_in(report: &Report, module: &str, name: &str) -> Function {
    let name = format!("{module}::{name}");
    let mut rows = report.functions().iter().filter(|row| row.name == name);
    let row = rows.next().unwrap_or_else(|| panic!("no row {name} in\n{report}"));
    assert!(rows.next().is_none(), "two rows {name} in\n{report}");
    row.clone()
}

fn memory(row: &Function) -> Memory {
    row.memory.expect("this binary has the allocator that counts")
}

/// Allocates `bytes` and keeps them.
fn allocate(bytes: u64) -> Vec<u8> {
    let bytes = usize::try_from(bytes).expect("a size");
    black_box(Vec::with_capacity(black_box(bytes)))
}

/// Is polled once more before it is over.
async fn pending_once() {
    let mut polled = false;
    poll_fn(|context| {
        if polled {
            return Poll::Ready(());
        }
        polled = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
