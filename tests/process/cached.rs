//! What is cached goes with the process, before the singletons that it may use.

#![allow(missing_docs)]

use std::sync::{Arc, Mutex};

use tenure::{Dispose, DisposeError, cached, singleton};

static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn log(text: impl Into<String>) {
    LOG.lock().unwrap().push(text.into());
}

#[singleton(init = || Database, dispose = Database::close)]
struct Database;

impl Database {
    #[allow(clippy::unused_self)] // a hook is given it
    fn close(&self) {
        log("database");
        // The last call, which is answered from an empty cache.
        let _rows = rows(3);
    }
}

#[derive(Debug)]
struct Rows(u32);

impl Dispose for Rows {
    fn dispose(&mut self) -> Result<(), DisposeError> {
        log(format!("rows {}", self.0));
        if self.0 == 2 { Err(DisposeError::new("rows", "they are locked")) } else { Ok(()) }
    }

    fn is_disposed(&self) -> bool {
        false
    }
}

#[cached(max = 10, weak)]
fn rows(number: u32) -> Arc<Rows> {
    Arc::new(Rows(number))
}

#[derive(Debug)]
struct Page {
    rows: Arc<Rows>,
}

impl Dispose for Page {
    fn dispose(&mut self) -> Result<(), DisposeError> {
        log("page");
        self.rows.dispose()
    }

    fn is_disposed(&self) -> bool {
        false
    }
}

#[cached(max = 10, weak)]
fn page(number: u32) -> Arc<Page> {
    Arc::new(Page { rows: rows(number) })
}

#[test]
fn the_teardown_empties_the_caches_before_the_singletons_and_again_after_them() {
    page(1);
    Database::instance();
    rows(2);
    let held = rows(9);
    let error = tenure::teardown().unwrap_err();
    assert_eq!(*LOG.lock().unwrap(), ["page", "rows 1", "rows 2", "database", "rows 3"]);
    let paths: Vec<_> = error.iter().map(tenure::Failure::path).collect();
    assert_eq!(paths, ["cached::rows.rows"]);
    assert_eq!(held.0, 9, "somebody has it");
}
