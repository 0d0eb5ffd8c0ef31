//! What is different in an `async fn`.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::sync::Mutex;

use tenure::instrumented;

use super::{Noisy, block_on, sendable};

#[test]
fn a_parameter_that_changes_may_borrow_from_the_body() {
    #[instrumented]
    async fn shortened(mut text: &str) -> usize {
        let owned = text.to_uppercase();
        std::future::ready(()).await;
        text = &owned;
        text.len()
    }

    assert_eq!(block_on(shortened("abc")), 3);
}

#[test]
fn futures_are_send_when_what_they_hold_is() {
    #[instrumented]
    async fn generic<T: Clone + Send + Sync>(value: &T) -> T {
        std::future::ready(()).await;
        value.clone()
    }

    #[instrumented]
    async fn with_rc(value: Rc<u32>) -> u32 {
        std::future::ready(()).await;
        *value
    }

    assert_eq!(block_on(sendable(generic(&5))), 5);
    assert_eq!(block_on(with_rc(Rc::new(6))), 6);
}

#[test]
fn a_temporary_in_the_tail_does_not_outlive_its_parameter() {
    #[instrumented]
    async fn locked(bytes: Mutex<Vec<u8>>) -> usize {
        bytes.lock().expect("no panic").len()
    }

    #[instrumented]
    async fn changed(mut bytes: Mutex<Vec<u8>>) -> usize {
        bytes.get_mut().expect("no panic").push(3);
        bytes.lock().expect("no panic").len()
    }

    assert_eq!(block_on(locked(Mutex::new(vec![1, 2]))), 2);
    assert_eq!(block_on(changed(Mutex::new(vec![1, 2]))), 3);
}

#[test]
fn parameters_are_dropped_behind_the_locals_and_the_last_first() {
    async fn plain<'a>(
        first: Noisy<'a>,
        second: Noisy<'a>,
        mut third: Noisy<'a>,
        log: &'a RefCell<Vec<&'static str>>,
    ) {
        let _local = Noisy("local", log);
        std::future::ready(()).await;
        third.0 = "changed";
        let _used = (&first, &second);
    }

    #[instrumented]
    async fn ours<'a>(
        first: Noisy<'a>,
        second: Noisy<'a>,
        mut third: Noisy<'a>,
        log: &'a RefCell<Vec<&'static str>>,
    ) {
        let _local = Noisy("local", log);
        std::future::ready(()).await;
        third.0 = "changed";
        let _used = (&first, &second);
    }

    struct Whole<'a>(Noisy<'a>);

    #[instrumented]
    impl<'a> Whole<'a> {
        async fn used(self, argument: Noisy<'a>) -> &'static str {
            let name = self.0.0;
            std::future::ready(()).await;
            name.max(argument.0)
        }
    }

    let log = RefCell::new(Vec::new());
    let noisy = |name| Noisy(name, &log);
    block_on(plain(noisy("first"), noisy("second"), noisy("third"), &log));
    let expected = log.take();
    block_on(ours(noisy("first"), noisy("second"), noisy("third"), &log));
    assert_eq!(log.take(), expected);
    assert_eq!(block_on(Whole(noisy("self")).used(noisy("argument"))), "self");
    assert_eq!(log.take(), ["argument", "self"]);
}

#[test]
fn traits_may_have_asynchronous_functions() {
    trait Load {
        async fn load(&self) -> u32;

        #[instrumented]
        async fn twice(&self) -> u32 {
            self.load().await + self.load().await
        }

        fn sendable(&self) -> impl Future<Output = u32> + Send;
    }

    struct Loader;

    #[instrumented]
    impl Load for Loader {
        async fn load(&self) -> u32 {
            std::future::ready(1).await
        }

        async fn sendable(&self) -> u32 {
            2
        }
    }

    assert_eq!(block_on(Loader.twice()), 2);
    assert_eq!(block_on(sendable(Loader.sendable())), 2);
}

#[test]
fn a_future_may_hold_itself_in_a_box() {
    #[instrumented]
    fn depth(left: u32) -> std::pin::Pin<Box<dyn Future<Output = u32> + Send>> {
        Box::pin(async move { if left == 0 { 0 } else { depth(left - 1).await + 1 } })
    }

    assert_eq!(block_on(sendable(depth(20))), 20);
    let name = concat!(module_path!(), "::a_future_may_hold_itself_in_a_box::depth");
    let report = tenure::report();
    let row = report.functions().iter().find(|row| row.name == name).expect("a row");
    assert_eq!((row.calls, row.open), (21, 0));
}

#[test]
fn thirteen_futures_await_each_other_without_a_higher_limit_of_recursion() {
    macro_rules! chain {
        ($last:ident) => {
            #[instrumented]
            async fn $last(number: u32) -> u32 {
                std::future::ready(number).await
            }
        };
        ($outer:ident $inner:ident $($rest:ident)*) => {
            #[instrumented]
            async fn $outer(number: u32) -> u32 {
                $inner(number).await + 1
            }
            chain!($inner $($rest)*);
        };
    }
    chain!(a b c d e f g h i j k l m);

    assert_eq!(block_on(sendable(a(0))), 12);
}

#[test]
fn asynchronous_closures_may_be_taken() {
    #[instrumented]
    async fn apply(call: impl AsyncFn(u32) -> u32) -> u32 {
        call(1).await + call(2).await
    }

    assert_eq!(block_on(apply(async |number| number + 1)), 5);
}

#[test]
fn parameters_that_nobody_names_are_dropped_in_their_place() {
    async fn plain<'a>(first: Noisy<'a>, _: Noisy<'a>, _third: Noisy<'a>, fourth: Noisy<'a>) {
        std::future::ready(()).await;
        let _used = (first.0, &fourth);
    }

    #[instrumented]
    async fn ours<'a>(first: Noisy<'a>, _: Noisy<'a>, _third: Noisy<'a>, fourth: Noisy<'a>) {
        std::future::ready(()).await;
        let _used = (first.0, &fourth);
    }

    #[instrumented]
    #[allow(unused_variables)]
    async fn unused<'a>(first: Noisy<'a>, second: Noisy<'a>, third: Noisy<'a>) {
        std::future::ready(()).await;
        let _used = (first.0, &third);
    }

    let log = RefCell::new(Vec::new());
    let noisy = |name| Noisy(name, &log);
    block_on(plain(noisy("first"), noisy("second"), noisy("third"), noisy("fourth")));
    let expected = log.take();
    block_on(ours(noisy("first"), noisy("second"), noisy("third"), noisy("fourth")));
    assert_eq!(log.take(), expected);
    block_on(unused(noisy("first"), noisy("second"), noisy("third")));
    assert_eq!(log.take(), ["third", "second", "first"]);
}

#[test]
fn what_a_pattern_leaves_is_dropped_in_its_place() {
    macro_rules! make {
        ($name:ident $(, $attr:meta)?) => {
            $(#[$attr])?
            async fn $name<'a>(
                mut first: Noisy<'a>,
                (second, _): (Noisy<'a>, Noisy<'a>),
                [ref mut third, .., mut fourth]: [Noisy<'a>; 3],
                fifth: Noisy<'a>,
            ) {
                std::future::ready(()).await;
                first.0 = "changed";
                (third.0, fourth.0) = ("third", "changed, too");
                let _used = (&second, third, &fifth);
            }
        };
    }
    make!(plain);
    make!(ours, instrumented);

    let log = RefCell::new(Vec::new());
    let noisy = |name| Noisy(name, &log);
    let pair = || (noisy("second"), noisy("left"));
    let three = || [noisy("third"), noisy("between"), noisy("fourth")];
    block_on(plain(noisy("first"), pair(), three(), noisy("fifth")));
    let expected = log.take();
    block_on(ours(noisy("first"), pair(), three(), noisy("fifth")));
    assert_eq!(log.take(), expected);
}

#[test]
fn parameters_under_a_cfg_may_be_gone() {
    #[instrumented]
    async fn some(
        #[cfg(any())] gone: Missing,
        #[cfg(test)] first: String,
        second: String,
    ) -> usize {
        #[cfg(any())]
        drop(gone);
        first.len() + second.len()
    }

    assert_eq!(block_on(some("a".to_owned(), "b".to_owned())), 2);
}
