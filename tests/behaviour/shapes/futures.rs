//! Functions that return futures and are not `async`.

use std::future::Future;
use std::pin::Pin;

use tenure::instrumented;

use super::{block_on, sendable};

#[test]
fn statements_in_front_of_the_future_run_at_once() {
    #[instrumented]
    fn logged(log: &mut Vec<&'static str>) -> Pin<Box<dyn Future<Output = usize> + Send>> {
        log.push("made");
        if log.len() > 1 {
            return Box::pin(std::future::ready(0));
        }
        let length = log.len();
        Box::pin(async move { length })
    }

    let mut log = Vec::new();
    let (first, second) = (logged(&mut log), logged(&mut log));
    assert_eq!(log, ["made", "made"]);
    assert_eq!((block_on(sendable(first)), block_on(second)), (1, 0));
}

#[test]
fn futures_may_borrow() {
    struct Reader(String);

    #[instrumented]
    impl Reader {
        fn length(&self) -> impl Future<Output = usize> + Send + use<'_> {
            let text = &self.0;
            async move { text.len() }
        }

        fn first(&self) -> Pin<Box<dyn Future<Output = Option<&str>> + Send + '_>> {
            Box::pin(async move { self.0.get(..1) })
        }

        fn changed(mut self, by: char) -> impl Future<Output = String> {
            self.0.push(by);
            async { self.0 }
        }
    }

    let reader = Reader("abc".to_owned());
    assert_eq!(block_on(sendable(reader.length())), 3);
    assert_eq!(block_on(reader.first()), Some("a"));
    assert_eq!(block_on(reader.changed('d')), "abcd");
}

#[test]
fn a_box_that_need_not_be_pinned_stays_one() {
    #[instrumented]
    fn unpinned(text: &str) -> Box<dyn Future<Output = usize> + Unpin + '_> {
        Box::new(Box::pin(async move { text.len() }))
    }

    assert_eq!(block_on(unpinned("abc")), 3);
    let name = concat!(module_path!(), "::a_box_that_need_not_be_pinned_stays_one::unpinned");
    let report = tenure::report();
    let row = report.functions().iter().find(|row| row.name == name).expect("a row");
    assert_eq!((row.calls, row.open), (1, 0));
}

#[test]
fn the_caller_of_one_that_makes_a_future_is_the_one_outside() {
    #[instrumented]
    #[track_caller]
    fn place() -> impl Future<Output = u32> {
        let line = std::panic::Location::caller().line();
        async move { line }
    }

    assert_eq!(block_on(place()), line!());
}
