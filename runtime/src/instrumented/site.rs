//! The static that every instrumented function has.

use std::any::type_name;
use std::panic::Location;

use super::call::{self, Begun};
use super::future::Instrumented;
use super::thread;

/// One instrumented function of the source.
#[derive(Debug)]
pub struct Site {
    name: Name,
    location: &'static Location<'static>,
}

#[derive(Debug)]
enum Name {
    /// In the name of the type of a closure that was written there.
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

// They are methods for the sake of their place.
#[allow(clippy::unused_self)]
impl Here {
    /// The function around the static that this is put into; `inside` is any closure written there.
    #[must_use]
    #[track_caller]
    pub const fn site<F: Fn()>(self, inside: &'static F) -> Site {
        // Only its type is of interest.
        let _ = inside;
        Site { name: Name::Around(type_name::<F>), location: Location::caller() }
    }

    /// A function that has another name in the report.
    #[must_use]
    #[track_caller]
    pub const fn named(self, name: &'static str) -> Site {
        Site { name: Name::Given(name), location: Location::caller() }
    }
}

impl Site {
    /// A call begins.
    #[inline]
    pub fn enter(&'static self) -> Call {
        Call(call::enter(self, thread::current()))
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

    /// The name of the function with its modules, type and trait.
    pub(crate) fn name(&self) -> &'static str {
        match self.name {
            Name::Around(closure) => function_name(closure()),
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

impl Drop for Call {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: `enter` made it on this thread (a pointer is not `Send`), and it lives in a local
        // of generated code, which is dropped before the one of any call around it.
        unsafe { call::exit(self.0) };
    }
}

/// `crate::Type<_>::method` of `crate::Type<_>::method::SITE::{{closure}}`.
fn function_name(place: &'static str) -> &'static str {
    let function = place.rsplit_once("::SITE::").map_or(place, |(function, _)| function);
    // The body of an `async fn` is one.
    function.strip_suffix("::{{closure}}").unwrap_or(function)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Generic<T>(T);

    impl<T> Generic<T> {
        fn site() -> &'static Site {
            static SITE: Site = HERE.site(&|| ());
            &SITE
        }
    }

    impl<T> Iterator for Generic<T> {
        type Item = &'static Site;

        fn next(&mut self) -> Option<Self::Item> {
            static SITE: Site = HERE.site(&|| ());
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
        static SITE: Site = HERE.site(&|| ());
        assert_eq!((SITE.file(), SITE.line()), (file!(), line!() - 1));
    }

    #[test]
    fn a_name_that_was_given_wins() {
        static SITE: Site = HERE.named("other");
        assert_eq!(SITE.name(), "other");
    }
}
