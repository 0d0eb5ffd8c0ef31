//! What tells calls apart.

use std::path::Path;

use super::*;

struct Shop {
    id: u32,
}

static PRICES: Count = Count::new();

impl Shop {
    #[cached(max = 10, key = |this, item| -> (u32, String) { (this.id, item.to_owned()) }, cache = price_cache)]
    fn price(&self, item: &str) -> usize {
        PRICES.one();
        self.id as usize + item.len()
    }

    #[cached(max = 10, cache = Self::taxes)]
    fn tax(percent: u32) -> u32 {
        percent * 2
    }

    #[cached(max = 10, key = |this| -> u32 { this.id })]
    async fn name(self: Arc<Self>) -> String {
        std::future::ready(self.id.to_string()).await
    }
}

#[test]
fn a_method_says_what_tells_its_values_apart() {
    let (one, other) = (Shop { id: 1 }, Shop { id: 2 });
    assert_eq!((one.price("a"), one.price("a"), other.price("a")), (2, 2, 3));
    assert_eq!(PRICES.get(), 2);
    assert_eq!(Shop::price_cache().get(&(1, "a".to_owned())), Some(2));
}

#[test]
fn an_associated_function_has_its_cache_beside_it() {
    assert_eq!((Shop::tax(4), Shop::taxes().len()), (8, 1));
    let listed = tenure::caches();
    assert!(listed.iter().any(|it| it.name.ends_with("::Shop::tax")), "{listed:?}");
}

#[tokio::test]
async fn a_method_may_take_any_self_and_await() {
    assert_eq!(Arc::new(Shop { id: 7 }).name().await, "7");
    assert_eq!(Arc::new(Shop { id: 7 }).name().await, "7");
}

trait Sized {
    fn size(&self, unit: u64) -> u64;
}

static SIZES: Count = Count::new();

impl Sized for Path {
    #[cached(max = 10, key = |path: &Path, unit: &u64| -> (std::path::PathBuf, u64) { (path.to_owned(), *unit) })]
    fn size(&self, unit: u64) -> u64 {
        SIZES.one();
        self.as_os_str().len() as u64 / unit
    }
}

#[test]
fn a_method_of_a_trait_is_cached() {
    assert_eq!((Path::new("abcd").size(2), Path::new("abcd").size(2)), (2, 2));
    assert_eq!(SIZES.get(), 1);
}

#[test]
fn patterns_are_taken_apart_in_the_body() {
    struct Point {
        x: u32,
    }

    #[cached(max = 10)]
    fn sum((a, b): (u32, u32), _: bool, [c, ..]: [u32; 2], mut d: u32) -> u32 {
        d += a;
        d + b + c
    }

    #[cached(max = 10, key = |point, _| -> u32 { point.x })]
    fn of_point(&Point { x }: &Point, unused: &mut_less::Nothing) -> u32 {
        let _ = unused;
        x
    }

    mod mut_less {
        pub(super) struct Nothing;
    }

    assert_eq!([sum((1, 2), true, [3, 0], 4), sum((1, 2), true, [3, 0], 4)], [10, 10]);
    assert_eq!(of_point(&Point { x: 3 }, &mut_less::Nothing), 3);
}

#[test]
fn arguments_are_owned_by_the_key() {
    #[cached(max = 10, cache = load_cache)]
    fn load<'a>(path: &'a Path, name: &&'static str, all: &'a [String], one: &String) -> String {
        format!("{path:?}{name}{all:?}{one}")
    }

    let all = ["x".to_owned()];
    let text = load(Path::new("p"), &"n", &all, &all[0]);
    assert_eq!(text, load(Path::new("p"), &"n", &all.clone(), &"x".to_owned()));
    let key = (Path::new("p").to_owned(), "n", all.to_vec(), "x".to_owned());
    assert_eq!(load_cache().get(&key), Some(text));
}

#[test]
fn a_function_stays_what_it_was() {
    #[cached(max = LIMIT)]
    #[must_use]
    #[inline(never)]
    pub(super) unsafe extern "C" fn twice(number: i32) -> i32 {
        #![allow(clippy::needless_return)]
        const TWO: i32 = 2;
        return number * TWO;
    }

    const LIMIT: usize = 4;
    let pointer: unsafe extern "C" fn(i32) -> i32 = twice;
    // SAFETY: it is as safe as any function.
    assert_eq!(unsafe { (pointer(2), twice(2)) }, (4, 4));
}

struct Generic<T>(T);

impl<T: Clone> Generic<T> {
    #[cached(max = 10)]
    fn name(number: u32) -> String {
        format!("{}{number}", std::any::type_name::<T>())
    }
}

trait Named {
    #[cached(max = 10)]
    fn number() -> u32
    where
        Self: std::marker::Sized,
    {
        1
    }
}

impl Named for u8 {}

#[test]
fn one_cache_for_all_types_is_refused() {
    let _ = Generic(1).0;
    for text in [panic_of(|| Generic::<u8>::name(1)), panic_of(u8::number)] {
        assert!(text.contains("has one cache for all types"), "{text}");
    }
}

struct Borrowing<'a>(&'a str);

impl Borrowing<'_> {
    #[cached(max = 10, key = |this| -> String { this.0.to_owned() })]
    fn length(&self) -> usize {
        self.0.len()
    }
}

#[test]
fn lifetimes_around_it_are_none_of_its_business() {
    assert_eq!(Borrowing("abc").length(), 3);
}

#[test]
#[allow(non_snake_case)] // it is about that name
fn a_parameter_may_have_the_name_of_the_static() {
    #[cached(max = 10)]
    fn sum(CACHE: u32, CACHED: u32) -> u32 {
        CACHE + CACHED
    }

    assert_eq!((sum(1, 2), sum(1, 2), sum(3, 4)), (3, 3, 7));
}

#[test]
fn what_a_miss_uses_is_disposed_in_whatever_order_the_attributes_stand() {
    use tenure::{Owned, ScopeError, scoped};

    static DISPOSED: Count = Count::new();

    fn disposed(_: u8) {
        DISPOSED.one();
    }

    #[cached(max = 10)]
    #[scoped]
    fn above(number: u8) -> Result<u8, ScopeError<String>> {
        using!(let resource = Owned::with(number, disposed));
        if **resource == 0 {
            Err("none".to_owned())?;
        }
        Ok(**resource)
    }

    #[scoped]
    #[cached(max = 10)]
    fn below(number: u8) -> Result<u8, ScopeError<String>> {
        using!(let resource = Owned::with(number, disposed));
        if **resource == 0 {
            Err("none".to_owned())?;
        }
        Ok(**resource)
    }

    for (of, disposed) in [(above as fn(u8) -> _, 2), (below, 4)] {
        assert!((of(1).ok(), of(1).ok()) == (Some(1), Some(1)) && of(0).is_err());
        assert_eq!(DISPOSED.get(), disposed);
    }
}
