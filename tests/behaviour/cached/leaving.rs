//! What is done with a value that goes.

use std::sync::Mutex;

#[cfg(feature = "testing")]
use tenure::WeakCache;
use tenure::{Cache, Dispose, DisposeError};

use super::*;

/// Says when it is disposed.
#[derive(Debug)]
struct File {
    name: &'static str,
    log: &'static Mutex<Vec<&'static str>>,
    is_disposed: bool,
}

impl Dispose for File {
    fn dispose(&mut self) -> Result<(), DisposeError> {
        if !std::mem::replace(&mut self.is_disposed, true) {
            self.log.lock().unwrap().push(self.name);
        }
        if self.name == "bad" { Err(DisposeError::new("file", "it is bad")) } else { Ok(()) }
    }

    fn is_disposed(&self) -> bool {
        self.is_disposed
    }
}

#[test]
fn a_value_that_makes_room_is_disposed_unless_somebody_has_it() {
    static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());

    #[cached(max = 1, weak, cache = open_cache)]
    fn open(name: &'static str) -> Arc<File> {
        Arc::new(File { name, log: &LOG, is_disposed: false })
    }

    open("a");
    let held = open("b");
    assert_eq!(*LOG.lock().unwrap(), ["a"]);
    open("c");
    assert_eq!(*LOG.lock().unwrap(), ["a"], "`b` is in use");
    assert!(!held.is_disposed);
    open_cache().clear();
    assert_eq!(*LOG.lock().unwrap(), ["a", "c"]);
}

#[test]
fn each_way_out_disposes() {
    static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());
    let file = |name| Arc::new(File { name, log: &LOG, is_disposed: false });
    let cache: Cache<u32, Arc<File>> = Cache::new(2).disposing();
    cache.insert(1, file("replaced"));
    cache.insert(1, file("evicted"));
    cache.insert(2, file("taken"));
    cache.insert(3, file("dropped"));
    assert!(cache.remove(&2).is_some_and(|file| !file.is_disposed));
    drop(cache);
    assert_eq!(*LOG.lock().unwrap(), ["replaced", "evicted", "dropped"]);
}

#[cfg(feature = "testing")]
#[test]
fn an_error_on_the_way_out_is_reported() {
    static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());
    let cache: WeakCache<u32, File> = Cache::weak_with_max(1).disposing();
    let leaks = tenure::testing::LeakScope::new();
    cache.insert(1, Arc::new(File { name: "bad", log: &LOG, is_disposed: false }));
    cache.insert(2, Arc::new(File { name: "good", log: &LOG, is_disposed: false }));
    let text = panic_of(|| leaks.finish());
    assert!(text.contains("it is bad"), "{text}");
}

#[test]
fn without_a_dispose_nothing_is_asked() {
    #[cached(max = 1)]
    fn length(text: &str) -> Vec<u8> {
        text.as_bytes().to_vec()
    }

    assert_eq!((length("a"), length("b")), (vec![97], vec![98]));
}
