//! What a cache is called.

use std::any::type_name;
use std::fmt;
use std::panic::Location;
use std::ptr::null_mut;
use std::sync::atomic::AtomicPtr;
use std::sync::atomic::Ordering::Relaxed;

/// The name and the place of a cache.
#[derive(Clone, Copy)]
pub(super) struct Label {
    /// The path of what is declared in the function, or of the type of the cache.
    path: fn() -> &'static str,
    /// The function, where the static is in another one.
    function: Option<&'static str>,
    /// Whether it is that of a function.
    is_function: bool,
    place: &'static Location<'static>,
}

/// The names that the static of a function may have.
const STATICS: [&str; 4] = ["::CACHE", "::CACHED", "::KEPT", "::VALUES"];

/// The function in the path of what is inside of it; the body of an `async fn` is a closure, too.
fn around(path: &str) -> &str {
    const CLOSURE: &str = "::{{closure}}";
    let inside = path.trim_end_matches(CLOSURE);
    let ended = STATICS.iter().find_map(|name| inside.strip_suffix(name));
    ended.unwrap_or(inside).trim_end_matches(CLOSURE)
}

impl Label {
    /// A cache without a function is called as its type.
    #[track_caller]
    pub(super) const fn of_type<C>() -> Self {
        let (path, place) = (type_name::<C>, Location::caller());
        Label { path, function: None, is_function: false, place }
    }

    /// The function around the closure `Inside`, which is in its static.
    #[track_caller]
    pub(super) const fn around<Inside>() -> Self {
        let (path, place) = (type_name::<Inside>, Location::caller());
        Label { path, function: None, is_function: true, place }
    }

    pub(super) const fn named(mut self, function: &'static str) -> Self {
        self.function = Some(function);
        self
    }

    pub(super) fn name(&self) -> String {
        let path = (self.path)();
        if !self.is_function {
            return path.to_owned();
        }
        let path = around(path);
        match (self.function, path.rfind("::")) {
            (Some(function), Some(at)) => format!("{}{function}", &path[..at + 2]),
            _ => path.to_owned(),
        }
    }

    /// Refuses a function with type parameters around it: its static is shared by all types, as
    /// the path tells, which names the type for the body and not for the static.
    ///
    /// # Panics
    ///
    /// If it is one.
    #[inline]
    #[track_caller]
    pub(super) fn expect_one_type<Body>(&self, approved: &Approved) {
        let body = type_name::<Body>();
        if self.is_function && !approved.is(body) {
            self.compare(body);
            approved.set(body);
        }
    }

    #[cold]
    #[track_caller]
    fn compare(&self, body: &'static str) {
        let (shared, own) = (self.name(), around(body));
        assert!(
            shared == own,
            "`{own}` has one cache for all types ({}), since there are type parameters around the \
             function; put `#[cached]` on a function outside of them",
            self.place
        );
    }
}

/// The body of a function that was found to be the only one, by where its name is: to compare the
/// names costs more than all the rest of a miss.
pub(super) struct Approved(AtomicPtr<u8>);

impl Approved {
    pub(super) const fn nothing() -> Self {
        Approved(AtomicPtr::new(null_mut()))
    }

    // Relaxed: the address stands for nothing but itself.
    #[inline]
    fn is(&self, name: &'static str) -> bool {
        self.0.load(Relaxed).cast_const() == name.as_ptr()
    }

    fn set(&self, name: &'static str) {
        self.0.store(name.as_ptr().cast_mut(), Relaxed);
    }
}

impl fmt::Display for Label {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` ({})", self.name(), self.place)
    }
}
