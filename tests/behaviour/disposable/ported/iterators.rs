//! Iterators that close what they read from, after those of JavaScript.

use tenure::{Dispose, Guard, disposable};

use super::super::{Journal, Resource, Then};

/// Lines of something that has to be closed.
#[disposable]
struct Lines {
    left: u32,
    file: Resource,
    guard: Guard,
}

impl Iterator for Lines {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        Some(self.left)
    }
}

/// Every line doubled.
#[disposable]
struct Doubled<I: Iterator<Item = u32> + Dispose> {
    #[dispose]
    source: I,
    guard: Guard,
}

impl<I: Iterator<Item = u32> + Dispose> Iterator for Doubled<I> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.source.next().map(|line| 2 * line)
    }
}

fn doubled(then: Then, journal: &Journal) -> Doubled<Lines> {
    let file = Resource::new("file", then, journal);
    Doubled { source: Lines { left: 3, file, guard: Guard::new() }, guard: Guard::new() }
}

/// Behaviour 78.
#[test]
fn an_adaptor_of_an_iterator_closes_its_source_once() {
    let journal = Journal::default();
    let mut half_read = doubled(Then::Succeed, &journal);
    assert_eq!(half_read.next(), Some(4));
    half_read.dispose().unwrap();
    half_read.dispose().unwrap();
    half_read.close().unwrap();
    assert_eq!(journal.taken(), ["file"]);

    let mut read = doubled(Then::Fail, &journal);
    assert_eq!(read.by_ref().collect::<Vec<_>>(), [4, 2, 0]);
    assert!(journal.taken().is_empty());
    let mut outer = Doubled { source: read, guard: Guard::new() };
    assert_eq!(outer.dispose().unwrap_err().to_string(), "source.source.file.work: file refused");
    outer.close().unwrap();
    assert_eq!(journal.taken(), ["file"]);
}
