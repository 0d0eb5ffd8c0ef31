//! What must hold of a shared stack under every order in which threads can run, tried by loom.
//!
//! `RUSTFLAGS="--cfg loom" cargo test --release -p tenure --lib model`

use loom::sync::Arc;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::{model, thread};

use super::shared_state::{Entry, Shared};

/// A stack of two entries, each of which counts itself.
fn counting() -> (Arc<Shared>, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let entry = || {
        let count = Arc::clone(&count);
        let entry: Entry = Box::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
            Ok(())
        });
        entry
    };
    let shared = Arc::new(Shared::holding(vec![entry(), entry()]));
    (shared, count)
}

#[test]
fn each_entry_runs_once_and_everybody_returns_when_all_of_it_is_down() {
    model(|| {
        let (shared, count) = counting();
        let others = (0..2).map(|_| {
            let (shared, count) = (Arc::clone(&shared), Arc::clone(&count));
            thread::spawn(move || {
                shared.dispose().expect("nothing fails");
                assert_eq!(count.load(Ordering::Relaxed), 2);
            })
        });
        let others: Vec<_> = others.collect();
        shared.dispose().expect("nothing fails");
        assert_eq!(count.load(Ordering::Relaxed), 2);
        for other in others {
            other.join().expect("it does not panic");
        }
    });
}

#[test]
fn the_last_handle_disposes_whichever_it_is() {
    model(|| {
        let (shared, count) = counting();
        let handle = Arc::clone(&shared);
        let other = thread::spawn(move || drop(handle));
        drop(shared);
        other.join().expect("it does not panic");
        assert_eq!(count.load(Ordering::Relaxed), 2);
    });
}
