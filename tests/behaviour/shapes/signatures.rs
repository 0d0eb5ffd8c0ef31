//! What may stand in a signature.

use std::fmt::Display;
use std::panic::Location;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use tenure::instrumented;

use super::block_on;

#[derive(Debug, PartialEq)]
struct Value {
    number: u32,
    text: String,
}

#[instrumented]
impl Value {
    fn by_value(mut self) -> Self {
        self.number += 1;
        self
    }

    fn boxed(self: Box<Self>) -> u32 {
        self.number
    }

    fn counted(self: Rc<Self>) -> usize {
        Rc::strong_count(&self)
    }

    fn pinned(self: Pin<&mut Self>) -> u32 {
        self.get_mut().number += 1;
        1
    }

    fn taken_apart(self) -> String {
        let text = self.text;
        text + &self.number.to_string()
    }

    async fn later(mut self) -> Self {
        self.number += 1;
        std::future::ready(()).await;
        self
    }

    async fn shared(self: Arc<Self>) -> usize {
        Arc::strong_count(&self)
    }

    async fn apart_later(self) -> String {
        let text = self.text;
        std::future::ready(()).await;
        text + &self.number.to_string()
    }

    async fn borrowed(&mut self, more: &str) -> &str {
        self.text.push_str(more);
        &self.text
    }
}

fn value() -> Value {
    Value { number: 1, text: "one".to_owned() }
}

#[test]
fn every_kind_of_receiver() {
    assert_eq!(value().by_value().number, 2);
    assert_eq!(Box::new(value()).boxed(), 1);
    assert_eq!(Rc::new(value()).counted(), 1);
    assert_eq!(Pin::new(&mut value()).pinned(), 1);
    assert_eq!(value().taken_apart(), "one1");
    assert_eq!(block_on(value().later()).number, 2);
    assert_eq!(block_on(Arc::new(value()).shared()), 1);
    assert_eq!(block_on(value().apart_later()), "one1");
    assert_eq!(block_on(value().borrowed("more")), "onemore");
}

#[test]
fn every_kind_of_pattern() {
    struct Pair {
        first: (u32, u32),
        second: u32,
    }

    #[instrumented]
    fn apart(
        &Pair { first: (first, _), second }: &Pair,
        [third, mut fourth]: [u32; 2],
        whole @ (fifth, _): (u32, u32),
        ref sixth: u32,
        _: String,
    ) -> u32 {
        fourth += 1;
        first + second + third + fourth + fifth + whole.1 + sixth
    }

    #[instrumented]
    async fn apart_later(
        &Pair { first: (first, _), mut second }: &Pair,
        [third, mut fourth]: [u32; 2],
        whole @ (fifth, _): (u32, u32),
        ref sixth: u32,
        _: String,
    ) -> u32 {
        fourth += 1;
        second += 1;
        std::future::ready(()).await;
        first + second + third + fourth + fifth + whole.1 + sixth
    }

    let pair = Pair { first: (1, 0), second: 2 };
    let sum = apart(&pair, [3, 4], (5, 6), 7, String::new());
    assert_eq!(sum, 1 + 2 + 3 + 5 + 5 + 6 + 7);
    let later = block_on(apart_later(&pair, [3, 4], (5, 6), 7, String::new()));
    assert_eq!(later, sum + 1);
}

#[test]
fn generics_bounds_and_constants() {
    #[instrumented]
    fn joined<const N: usize, T, I>(items: I) -> String
    where
        I: IntoIterator<Item = T>,
        T: Display,
        [(); N]: Default,
    {
        items.into_iter().take(N).map(|item| item.to_string()).collect()
    }

    #[instrumented]
    fn higher(call: impl for<'a> Fn(&'a str) -> &'a str) -> String {
        call("abc").to_owned()
    }

    #[instrumented]
    fn captured<'a>(text: &'a str) -> impl Fn() -> &'a str + use<'a> {
        move || text
    }

    #[instrumented]
    fn nested(numbers: &[u32]) -> Result<impl Iterator<Item = u32> + '_, String> {
        if numbers.is_empty() {
            return Err("empty".to_owned());
        }
        Ok(numbers.iter().map(|number| number + 1))
    }

    #[instrumented]
    async fn nested_later(numbers: &[u32]) -> Result<impl Iterator<Item = u32> + '_, String> {
        if numbers.is_empty() {
            return Err("empty".to_owned());
        }
        Ok(numbers.iter().map(|number| number + 1))
    }

    assert_eq!(joined::<2, _, _>([1, 2, 3]), "12");
    assert_eq!(higher(|text| &text[1..]), "bc");
    assert_eq!(captured("a")(), "a");
    assert_eq!(nested(&[1, 2]).expect("some").collect::<Vec<_>>(), [2, 3]);
    assert_eq!(block_on(nested_later(&[1, 2])).expect("some").collect::<Vec<_>>(), [2, 3]);
    assert!(nested(&[]).is_err() && block_on(nested_later(&[])).is_err());
}

#[test]
fn the_caller_is_the_one_outside() {
    #[instrumented]
    #[track_caller]
    fn place() -> &'static Location<'static> {
        Location::caller()
    }

    assert_eq!(place().line(), line!());
}

#[test]
fn unsafe_and_foreign_functions() {
    #[instrumented]
    unsafe fn read(pointer: *const u32) -> u32 {
        // SAFETY: the caller says so.
        unsafe { *pointer }
    }

    #[instrumented]
    async unsafe fn read_later(pointer: *const u32) -> u32 {
        // SAFETY: the caller says so.
        unsafe { *pointer }
    }

    #[instrumented]
    extern "C" fn foreign(number: u32) -> u32 {
        number + 1
    }

    // SAFETY: the pointers are those of references.
    unsafe {
        assert_eq!(read(&raw const *&5), 5);
        assert_eq!(block_on(read_later(&raw const *&6)), 6);
    }
    assert_eq!(foreign(1), 2);
}

#[test]
fn functions_that_a_macro_makes_and_names_of_every_kind() {
    macro_rules! make {
        ($(#[$attr:meta])* $vis:vis fn $name:ident($argument:ident: $ty:ty) -> $out:ty $body:block) => {
            $(#[$attr])* $vis fn $name($argument: $ty) -> $out $body
        };
    }
    make! {
        /// Made by a macro.
        #[instrumented]
        pub(super) fn made(number: u32) -> u32 { number + 1 }
    }

    #[instrumented]
    fn r#type(r#match: u32) -> u32 {
        r#match + 1
    }

    #[instrumented]
    fn größe(länge: u32) -> u32 {
        länge + 1
    }

    #[instrumented]
    #[must_use]
    fn attributes(#[allow(unused_variables)] unused: u32, #[cfg(any())] gone: Missing) -> u32 {
        1
    }

    assert_eq!((made(1), r#type(1), größe(1), attributes(1)), (2, 2, 2, 1));
    let report = tenure::report();
    assert!(report.functions().iter().any(|row| row.name.ends_with("::größe")), "{}", report);
}
