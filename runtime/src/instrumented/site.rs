//! The static that every instrumented function has.

use std::any::type_name;
use std::panic::Location;
use std::ptr::null_mut;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicPtr};

use super::call::{self, Begun};
use super::calling::Calling;
use super::future::Instrumented;
use super::returned::Returned;
use super::word;

/// One instrumented function of the source.
#[derive(Debug)]
pub struct Site {
    /// An [`Enter`], or null: all that a call asks before it is recorded. A site begins with
    /// [`call::enter`]: its first call finds out what it is.
    enter: AtomicPtr<()>,
    /// Whether it is in the list of sites, from its first call on.
    pub(super) listed: AtomicBool,
    /// Whether its calls take so long that a budget leaves room to time them all.
    pub(super) long: AtomicBool,
    /// In the list of sites.
    pub(super) next: AtomicPtr<Site>,
    name: Name,
    location: &'static Location<'static>,
}

/// How a call begins.
pub(super) type Enter = fn(&'static Site, Calling) -> Begun;

#[derive(Debug)]
enum Name {
    /// In the name of a type that was declared there.
    Around(fn() -> &'static str),
    Given(&'static str),
}

/// Where a site is declared.
#[derive(Debug)]
pub struct Here;

/// Makes sites: as methods, because of those the compiler tells the line of the name.
pub const HERE: Here = Here;

/// A call that has begun; it ends when this is dropped.
#[must_use = "the call ends where this is dropped"]
pub struct Call(Begun);

/// What all sites begin as: the compiler makes it once, and for each site only what is its own.
#[expect(clippy::declare_interior_mutable_const, reason = "each site is a copy of its own")]
const NEW: Site = Site {
    enter: AtomicPtr::new(call::enter as Enter as *mut ()),
    listed: AtomicBool::new(false),
    long: AtomicBool::new(false),
    next: AtomicPtr::new(null_mut()),
    name: Name::Given(""),
    location: Location::caller(),
};

// They are methods for the sake of their place.
#[allow(clippy::unused_self)]
impl Here {
    /// The function around the static that this is put into; `Inside` is any type declared there.
    #[must_use]
    #[track_caller]
    pub const fn site<Inside>(self) -> Site {
        Site { name: Name::Around(type_name::<Inside>), location: Location::caller(), ..NEW }
    }

    /// A function that has another name in the report.
    #[must_use]
    #[track_caller]
    pub const fn named(self, name: &'static str) -> Site {
        Site { name: Name::Given(name), location: Location::caller(), ..NEW }
    }
}

impl Site {
    /// A call begins. Out of line in a debug build, where all of it would be compiled once more in every
    /// function that is recorded.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn enter(&'static self) -> Call {
        let enter = word::load_pointer(&self.enter);
        // Not as an `Option`: in a debug build that is made before it is looked into.
        if enter as usize == 0 {
            return Call(Begun(null_mut()));
        }
        // SAFETY: as in `how_to_enter`, and not null.
        let enter = unsafe { std::mem::transmute::<*mut (), Enter>(enter) };
        Call(enter(self, Calling::now()))
    }

    /// `None`: its calls are not recorded.
    #[inline(always)]
    pub(super) fn how_to_enter(&self) -> Option<Enter> {
        // Relaxed: the pointer stands for nothing but itself.
        let enter = word::load_pointer(&self.enter);
        // SAFETY: only `NEW` and `set_how_to_enter` write it: an `Enter`, or null, which is `None`.
        unsafe { std::mem::transmute::<*mut (), Option<Enter>>(enter) }
    }

    pub(super) fn set_how_to_enter(&self, enter: Option<Enter>) {
        self.enter.store(enter.map_or(null_mut(), |enter| enter as *mut ()), Relaxed);
    }

    /// The call is over when `future` is.
    #[inline]
    pub fn future<F: Future>(&'static self, future: F) -> Instrumented<F> {
        Instrumented::new(self, future)
    }

    /// The call begins in a function that makes a future, and is over when that is.
    #[inline]
    pub fn making<F: Future>(&'static self, make: impl FnOnce() -> F) -> Instrumented<F> {
        Instrumented::made(self, make)
    }

    /// The same, where it is the user who says that it is a future.
    #[inline]
    pub fn returning<F>(&'static self, make: impl FnOnce() -> F) -> Returned<F, Instrumented<F>> {
        Returned::new(Instrumented::made(self, make))
    }

    /// The name of the function with its modules, type and trait.
    pub(crate) fn name(&self) -> &'static str {
        match self.name {
            Name::Around(inside) => function_name(inside()),
            Name::Given(name) => name,
        }
    }

    pub(crate) fn file(&self) -> &'static str {
        self.location.file()
    }

    pub(crate) fn line(&self) -> u32 {
        self.location.line()
    }
}

impl Call {
    #[inline]
    pub(super) fn is_recorded(&self) -> bool {
        !self.0.is_nowhere()
    }
}

impl Drop for Call {
    #[inline(always)]
    fn drop(&mut self) {
        if self.0.0 as usize != 0 {
            // SAFETY: `enter` made it on this thread (a pointer is not `Send`), and it lives in a
            // local of generated code, which is dropped before the one of any call around it.
            unsafe { call::exit(self.0) };
        }
    }
}

/// `crate::Type<_>::method` of `crate::Type<_>::method::Here`.
fn function_name(place: &'static str) -> &'static str {
    let function = place.rsplit_once("::").map_or(place, |(function, _)| function);
    // The body of an `async fn` is one, and one more for each macro that wraps it in another.
    function.trim_end_matches("::{{closure}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Generic<T>(T);

    impl<T> Generic<T> {
        fn site() -> &'static Site {
            struct Inside;
            static SITE: Site = HERE.site::<Inside>();
            &SITE
        }
    }

    impl<T> Iterator for Generic<T> {
        type Item = &'static Site;

        fn next(&mut self) -> Option<Self::Item> {
            struct Inside;
            static SITE: Site = HERE.site::<Inside>();
            let _ = &self.0;
            Some(&SITE)
        }
    }

    #[test]
    fn a_method_is_named_with_its_type() {
        assert_eq!(Generic::<u8>::site().name(), concat!(module_path!(), "::Generic<_>::site"));
    }

    #[test]
    fn a_method_of_a_trait_is_named_with_both() {
        let name = Generic(0).next().expect("a site").name();
        let (ty, rest) = name.split_once(" as ").expect("a type and a trait");
        assert_eq!(ty, concat!("<", module_path!(), "::Generic<_>"));
        assert!(rest.ends_with("Iterator>::next"), "{rest}");
    }

    #[test]
    fn a_site_knows_its_line() {
        struct Inside;
        static SITE: Site = HERE.site::<Inside>();
        assert_eq!((SITE.file(), SITE.line()), (file!(), line!() - 1));
    }

    #[test]
    fn a_name_that_was_given_wins() {
        static SITE: Site = HERE.named("other");
        assert_eq!(SITE.name(), "other");
    }
}
