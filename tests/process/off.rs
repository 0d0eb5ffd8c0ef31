//! Without the features everything is there and does nothing.

#![allow(missing_docs)]
#![cfg(not(feature = "instrument"))]

use tenure::instrumented;

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

struct Counter(u32);

#[instrumented]
impl Counter {
    fn advance(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }

    #[instrumented(skip)]
    fn last(&self) -> u32 {
        self.0
    }
}

#[instrumented(filter = "parse_*")]
mod words {
    pub(crate) fn parse_one(text: &str) -> usize {
        text.len()
    }

    #[instrumented(skip)]
    pub(crate) mod quiet {
        pub(crate) trait Count {
            #[instrumented(skip)]
            fn count(&self) -> usize {
                1
            }
        }

        impl Count for u8 {}
    }
}

#[instrumented(name = "a name")]
async fn instrumented_future(bytes: [u8; 100]) -> u8 {
    std::future::ready(()).await;
    bytes[0]
}

async fn plain_future(bytes: [u8; 100]) -> u8 {
    std::future::ready(()).await;
    bytes[0]
}

#[test]
fn functions_work_and_leave_no_row() {
    let mut counter = Counter(1);
    assert_eq!((counter.advance(), counter.last()), (2, 2));
    assert_eq!((words::parse_one("ab"), words::quiet::Count::count(&0)), (2, 1));
    let report = tenure::report();
    assert!(report.functions().is_empty() && report.threads().is_empty());
    assert!(!report.counts_memory());
    assert_eq!(report.unrecorded(), 0);
}

#[test]
fn futures_are_as_large_as_they_were() {
    let (ours, plain) = (instrumented_future([1; 100]), plain_future([1; 100]));
    assert_eq!(size_of_val(&ours), size_of_val(&plain));
}

#[test]
fn sessions_contracts_scopes_and_callers_are_there_and_do_nothing() {
    #[instrumented(max_allocs = 0, max_bytes = 0)]
    fn allocates() -> Vec<u8> {
        let _part = tenure::scope!("part");
        vec![1]
    }

    let (all, local) = (tenure::Session::start(), tenure::Session::start_local());
    let one = tenure::Caller::current().enter(allocates);
    let future = std::pin::pin!(tenure::in_current(async { one[0] }));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert_eq!(future.poll(&mut context), std::task::Poll::Ready(1));
    tenure::assert_contracts();
    for report in [all.report(), all.stop(), local.report(), local.stop()] {
        assert!(report.functions().is_empty() && report.violations().is_empty());
    }
}

#[test]
fn a_future_that_is_taken_along_is_as_large_as_it_was() {
    let (ours, plain) = (tenure::in_current(plain_future([1; 100])), plain_future([1; 100]));
    assert_eq!(size_of_val(&ours), size_of_val(&plain));
}
