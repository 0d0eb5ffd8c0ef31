//! Where functions may stand, and what may make them.

use std::fmt::{self, Debug, Display};
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;

use tenure::instrumented;

use super::block_on;

#[test]
fn functions_of_generic_types_and_of_constants() {
    struct Grid<T, const N: usize>([T; N]);

    #[instrumented]
    impl<T: Copy + Into<u64>, const N: usize> Grid<T, N> {
        fn sum(&self) -> u64 {
            self.0.iter().map(|number| (*number).into()).sum()
        }

        fn with<U, const M: usize>(&self, other: [U; M], join: impl Fn(&T, &U) -> u64) -> u64 {
            self.0.iter().zip(&other).map(|(ours, theirs)| join(ours, theirs)).sum()
        }

        async fn later(self) -> [T; N] {
            self.0
        }
    }

    let grid = Grid([1_u8, 2, 3]);
    assert_eq!((grid.sum(), grid.with(["a", "bc"], |a, b| u64::from(*a) * b.len() as u64)), (6, 5));
    assert_eq!(block_on(grid.later()), [1, 2, 3]);
}

#[test]
fn methods_of_trait_objects() {
    #[instrumented]
    trait Shape {
        fn area(&self) -> u32;

        fn twice(&self) -> u32 {
            2 * self.area()
        }

        fn boxed(self: Box<Self>) -> u32 {
            self.area() + 1
        }

        fn new(side: u32) -> Self
        where
            Self: Sized;
    }

    struct Square(u32);

    #[instrumented]
    impl Shape for Square {
        fn area(&self) -> u32 {
            self.0 * self.0
        }

        fn new(side: u32) -> Self {
            Square(side)
        }
    }

    #[instrumented]
    impl dyn Shape {
        fn thrice(&self) -> u32 {
            3 * self.area()
        }
    }

    #[instrumented]
    impl Display for dyn Shape {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}", self.area())
        }
    }

    let shape: Box<dyn Shape> = Box::new(Square::new(3));
    assert_eq!((shape.twice(), shape.thrice(), shape.to_string().as_str()), (18, 27, "9"));
    assert_eq!(shape.boxed(), 10);
}

#[test]
fn what_is_lent_again_and_again() {
    trait Lend {
        type Item<'a>
        where
            Self: 'a;

        fn next(&mut self) -> Option<Self::Item<'_>>;
    }

    struct Windows(Vec<u8>, usize);

    #[instrumented]
    impl Lend for Windows {
        type Item<'a>
            = &'a mut [u8]
        where
            Self: 'a;

        fn next(&mut self) -> Option<Self::Item<'_>> {
            let window = self.0.get_mut(self.1..self.1 + 2)?;
            self.1 += 1;
            Some(window)
        }
    }

    let mut windows = Windows(vec![1, 2, 3], 0);
    windows.next().expect("the first")[1] = 5;
    assert_eq!(windows.next().map(|window| window.to_vec()), Some(vec![5, 3]));
    assert!(windows.next().is_none());
}

#[test]
fn closures_and_functions_are_returned_and_taken() {
    #[instrumented]
    fn adder(by: u32) -> impl Fn(u32) -> u32 {
        move |number| number + by
    }

    #[instrumented]
    fn boxed(by: u32) -> Box<dyn FnMut(u32) -> u32> {
        let mut total = 0;
        Box::new(move |number| {
            total += number * by;
            total
        })
    }

    #[instrumented]
    fn pair(text: &str) -> (Box<dyn Fn() -> usize + '_>, Option<impl Fn() -> char + '_>) {
        (Box::new(move || text.len()), Some(move || text.chars().next().unwrap_or(' ')))
    }

    #[instrumented]
    fn pointer() -> fn(u32) -> u32 {
        |number| number + 1
    }

    #[instrumented]
    fn applied(call: &mut dyn FnMut(u32) -> u32, all: &[&dyn Fn(u32) -> u32]) -> u32 {
        all.iter().fold(call(1), |number, call| call(number))
    }

    assert_eq!((adder(2)(3), pointer()(1)), (5, 2));
    let mut total = boxed(2);
    assert_eq!((total(1), total(2)), (2, 6));
    let (length, first) = pair("abc");
    assert_eq!((length(), first.map(|first| first())), (3, Some('a')));
    assert_eq!(applied(&mut total, &[&adder(1), &|number| number * 2]), 18);
}

#[test]
fn fragments_of_a_macro_are_whole_parts_of_a_function() {
    macro_rules! make {
        (async $name:ident($pat:pat_param, $ty:ty) -> $out:ty; $body:block) => {
            #[instrumented]
            async fn $name($pat: $ty) -> $out $body
        };
        (future $name:ident($argument:ident: $ty:ty) -> $out:ty; $body:block) => {
            #[instrumented]
            fn $name($argument: $ty) -> Pin<Box<dyn Future<Output = $out>>> $body
        };
        (item $item:item) => {
            #[instrumented]
            $item
        };
        (expr $name:ident $value:expr) => {
            #[instrumented]
            fn $name() -> u32 { $value }
        };
        ($vis:vis $name:ident($pat:pat_param, $ty:ty) -> $out:ty; $body:block $(, $life:lifetime)?) => {
            #[instrumented]
            $vis fn $name$(<$life>)?($pat: $ty) -> $out $body
        };
    }

    make!(pub(self) sum((a, b), (u32, u32)) -> u32; { a + b });
    make!(first(text, &'a str) -> Option<&'a str>; { text.get(..1) }, 'a);
    make!(async sum_later((a, mut b), (u32, u32)) -> Result<u32, String>; {
        b += 1;
        if a == 0 {
            return Err("zero".to_owned());
        }
        Ok(a + b)
    });
    make!(future sum_boxed(pair: (u32, u32)) -> u32; { Box::pin(async move { pair.0 + pair.1 }) });
    make!(item fn whole() -> u32 { 4 });
    make!(expr five 2 + 3);

    assert_eq!((sum((1, 2)), first("abc"), whole(), five()), (3, Some("a"), 4, 5));
    assert_eq!((block_on(sum_later((1, 2))), block_on(sum_boxed((1, 2)))), (Ok(4), 3));
    assert_eq!(block_on(sum_later((0, 2))), Err("zero".to_owned()));
}

#[test]
fn attributes_of_others_stand_above_and_below() {
    #[inline(always)]
    #[instrumented]
    #[must_use]
    #[doc(hidden)]
    fn both() -> u32 {
        1
    }

    #[cold]
    #[track_caller]
    #[instrumented]
    #[inline(never)]
    fn cold() -> u32 {
        Location::caller().line()
    }

    #[instrumented]
    #[cfg(not(test))]
    fn gone() -> Missing {
        Missing
    }

    #[cfg_attr(test, instrumented(name = "conditional"))]
    fn conditional() -> u32 {
        3
    }

    #[instrumented]
    #[deprecated]
    fn old() -> u32 {
        4
    }

    assert_eq!((both(), cold(), conditional()), (1, line!(), 3));
    #[allow(deprecated)]
    let four = old();
    assert_eq!(four, 4);
    assert!(tenure::report().functions().iter().any(|row| row.name == "conditional"));
}

#[test]
fn names_that_are_keywords_elsewhere() {
    #[instrumented]
    fn r#gen(r#async: u32, r#dyn: u32, r#await: u32) -> u32 {
        r#async + r#dyn + r#await
    }

    #[instrumented]
    async fn r#try(mut r#gen: u32, r#yield: u32) -> u32 {
        r#gen += r#yield;
        r#gen
    }

    assert_eq!((r#gen(1, 2, 3), block_on(r#try(1, 2))), (6, 3));
}

#[test]
fn operations_that_are_unsafe_stay_where_they_are() {
    /// Reads what is there.
    ///
    /// # Safety
    /// `pointer` is that of a value.
    #[instrumented]
    #[deny(unsafe_op_in_unsafe_fn)]
    unsafe fn read<T: Copy>(pointer: *const T) -> T {
        // SAFETY: the caller says so.
        unsafe { pointer.read() }
    }

    #[instrumented]
    unsafe extern "C" fn foreign(pointer: *const u32) -> u32 {
        // SAFETY: the caller says so.
        unsafe { read(pointer) }
    }

    struct Pointer(*const u32);

    // SAFETY: what it points to lives as long as the test.
    #[instrumented]
    unsafe impl Send for Pointer {}

    #[instrumented]
    impl Pointer {
        async unsafe fn later(self) -> u32 {
            // SAFETY: the caller says so.
            unsafe { read(self.0) }
        }
    }

    let number = 7;
    let callback: unsafe extern "C" fn(*const u32) -> u32 = foreign;
    // SAFETY: the pointers are those of `number`.
    unsafe {
        assert_eq!((read(&number), callback(&number)), (7, 7));
        assert_eq!(block_on(Pointer(&number).later()), 7);
    }
}

#[test]
fn functions_inside_functions_are_their_own() {
    #[instrumented]
    fn outer<T: Debug>(value: T) -> String {
        #[instrumented]
        fn inner(text: &str) -> String {
            fn plain(text: &str) -> String {
                text.to_owned()
            }
            plain(text) + "!"
        }
        let call = |text: &str| inner(text);
        call(&format!("{:?}", value))
    }

    assert_eq!(outer(1), "1!");
}

#[test]
fn many_parameters_and_early_ends() {
    #[instrumented]
    fn many(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8, i: u8) -> Option<u8> {
        let sum = a.checked_add(b)?.checked_add(c)?;
        let Some(more) = sum.checked_add(d) else { return None };
        'block: {
            if e == 0 {
                break 'block None;
            }
            more.checked_add(e + f + g + h + i)
        }
    }

    assert_eq!(many(1, 1, 1, 1, 1, 1, 1, 1, 1), Some(9));
    assert_eq!((many(255, 1, 0, 0, 0, 0, 0, 0, 0), many(1, 1, 1, 1, 0, 1, 1, 1, 1)), (None, None));
}
