//! What the type of a singleton must not be, as the compiler can see it.

use std::marker::PhantomData;

use crate::disposable::error::{BoxError, IntoOutcome as _};
use crate::disposable::{Dispose, DisposeShared};
use crate::message::Message;

/// Takes a value down at the teardown.
pub(crate) type Hook<T> = fn(&T) -> Result<(), BoxError>;

/// Takes a value down that nobody shares any more.
pub(crate) type Last<T> = fn(&mut T) -> Result<(), BoxError>;

/// The proof that threads may share a `T`, and what takes one down of which nobody said it.
///
/// There is no way to make one but those that ask for `Sync`; a slot relies on that.
pub struct Shared<T: ?Sized> {
    pub(super) hook: Option<Hook<T>>,
    of: PhantomData<fn(&T)>,
}

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Shared<T> {}

impl<T: Sync + ?Sized> Shared<T> {
    /// `T` is `Sync`, as the bound says.
    pub(crate) const fn new() -> Self {
        Shared { hook: None, of: PhantomData }
    }
}

/// The proof by rustc, in its own words where there is none.
#[must_use]
pub const fn proven<T: Sync>(hook: Option<Hook<T>>) -> Shared<T> {
    Shared { hook, of: PhantomData }
}

/// The proof that was asked for, when no field was to blame for its absence.
#[must_use]
#[track_caller]
pub const fn found<T>(
    proof: Option<Shared<T>>,
    hook: Option<Hook<T>>,
    name: &'static str,
) -> Shared<T> {
    match proof {
        Some(Shared { of, .. }) => Shared { hook, of },
        None => refuse(NOT_SHARED, &[name]),
    }
}

const NOT_SHARED: &str = "`{}` is not `Sync`, so it cannot be a singleton of the process, which all \
    threads share; or make it one for each thread with `#[singleton(thread_local)]`";

/// The hook of a type that says itself how it is taken down.
pub(crate) fn dispose_shared<T: DisposeShared>(value: &T) -> Result<(), BoxError> {
    value.dispose_shared().into_outcome()
}

/// The end of a type that is disposable.
pub(crate) fn dispose<T: Dispose>(value: &mut T) -> Result<(), BoxError> {
    value.dispose().into_outcome()
}

/// Fails the build, without a frame of its own in the error: every function on the way is
/// `#[track_caller]`.
///
/// # Panics
///
/// In constant evaluation, with `text`, in which code stands for each `{}`.
#[track_caller]
pub const fn refuse(text: &str, code: &[&str]) -> ! {
    panic!("{}", Message::filled(text, code).text())
}

/// Fails the build when the type breaks one of the rules that are listed.
#[doc(hidden)]
#[macro_export]
macro_rules! __rules {
    ($ty:ty $(, $rule:ident)*) => {
        $(const _: () = {
            use $crate::__private::IsNot as _;
            $crate::__private::rule!($rule, $ty);
        };)*
    };
}

/// What takes a value down that nobody else uses, if its type says so.
#[doc(hidden)]
#[macro_export]
macro_rules! __last {
    ($ty:ty) => {{
        use $crate::__private::IsNot as _;
        <$crate::__private::Is<$ty>>::DISPOSE
    }};
}

/// One rule.
#[doc(hidden)]
#[macro_export]
macro_rules! __rule {
    (clone, $ty:ty) => {
        if <$crate::__private::Is<$ty>>::COPY {
            $crate::__private::refuse(
                "`{}` is `Copy`, so anyone can make a second one; remove the derive, or add \
                 `allow(clone)` to `#[singleton]`",
                &[::core::stringify!($ty)],
            );
        }
        if <$crate::__private::Is<$ty>>::CLONE {
            $crate::__private::refuse(
                "`{}` implements `Clone`, so anyone can make a second one; remove the \
                 implementation, or add `allow(clone)` to `#[singleton]`",
                &[::core::stringify!($ty)],
            );
        }
    };
    (default, $ty:ty) => {
        if <$crate::__private::Is<$ty>>::DEFAULT {
            $crate::__private::refuse(
                "`{}` implements `Default`, so anyone can make a second one; write a private `fn \
                 new` instead, or add `allow(default)` to `#[singleton]`",
                &[::core::stringify!($ty)],
            );
        }
    };
    (drop, $ty:ty) => {
        if <$crate::__private::Is<$ty>>::HOOK.is_none() {
            if <$crate::__private::Is<$ty>>::DISPOSABLE {
                $crate::__private::refuse(
                    "`{}` implements `Dispose`, which takes `&mut self`, and a singleton is only \
                     ever shared; name a function of `&self` with `dispose = path`, have it freed \
                     with `managed`, or add `allow(drop)` to `#[singleton]`",
                    &[::core::stringify!($ty)],
                );
            }
            if <$crate::__private::Is<$ty>>::DROP {
                $crate::__private::refuse(
                    "`{}` implements `Drop`, which never runs on a singleton; name a function of \
                     `&self` with `dispose = path`, have it freed with `managed`, or add \
                     `allow(drop)` to `#[singleton]`",
                    &[::core::stringify!($ty)],
                );
            }
        }
    };
}

/// The proof that threads may share the value of the singleton; where they may not, the field that
/// is to blame.
#[doc(hidden)]
#[macro_export]
macro_rules! __shared {
    ($ty:ty $(, $rule:ident)*) => {{
        use $crate::__private::IsNot as _;
        $crate::__private::rules!($ty $(, $rule)*);
        $crate::__private::proven::<$ty>(<$crate::__private::Is<$ty>>::HOOK)
    }};
    ($ty:ty $(, $rule:ident)*; $($field:tt $of:tt),+) => {{
        use $crate::__private::IsNot as _;
        $crate::__private::rules!($ty $(, $rule)*);
        $($crate::__private::blame!(
            ($) SHARED,
            "`{}: {}` cannot be shared between threads, so `{}` cannot be a singleton of the \
             process; use an atomic or a `Mutex`, or `#[singleton(thread_local)]`",
            $ty,
            $field $of
        );)+
        $crate::__private::found::<$ty>(
            <$crate::__private::Is<$ty>>::SHARED,
            <$crate::__private::Is<$ty>>::HOOK,
            ::core::stringify!($ty),
        )
    }};
}

/// Blames a field of a type that threads cannot share, or whatever else is asked.
///
/// An error is shown at the innermost macro call that stands in the code of the user. So the check
/// is a macro with the name of the field, which is called at the place of the field.
#[doc(hidden)]
#[macro_export]
macro_rules! __blame {
    (($dollar:tt) $asked:ident, $text:literal, $ty:ty, $field:tt $of:tt) => {
        // Not in the macro, where rustc would warn of a type that is deprecated.
        let is_fine = <$crate::__private::Is<$ty>>::$asked.is_some();
        macro_rules! $field {
            ($dollar of:ty) => {
                if !is_fine && <$crate::__private::Is<$dollar of>>::$asked.is_none() {
                    $crate::__private::refuse(
                        $text,
                        &[
                            $crate::__private::member(::core::stringify!($field)),
                            ::core::stringify!($dollar of),
                            ::core::stringify!($ty),
                        ],
                    );
                }
            };
        }
        $field! $of;
    };
}

/// The fields of a tuple, which as names of macros begin with `_`, by number.
#[must_use]
pub const fn member(name: &'static str) -> &'static str {
    let [b'_', number @ ..] = name.as_bytes() else { return name };
    match (number, std::str::from_utf8(number)) {
        ([b'0'..=b'9', ..], Ok(number)) => number,
        _ => name,
    }
}
