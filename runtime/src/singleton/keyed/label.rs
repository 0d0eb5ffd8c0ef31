//! How an instance of a keyed singleton is named: `Pool["primary"]`.

use std::fmt::Debug;
use std::marker::PhantomData;

use crate::singleton::node::Node;

/// The names of one instance. They stay, like the instance itself.
#[derive(Clone, Copy)]
pub struct Label {
    /// `Pool["primary"]`.
    pub(in crate::singleton) name: &'static str,
    /// `app::Pool["primary"]`.
    pub(in crate::singleton) type_name: &'static str,
}

impl Label {
    pub(in crate::singleton) fn new<T>(node: &Node, key: &str) -> Self {
        let leak = |name: &str| &*format!("{name}[{key}]").leak();
        Label { name: leak(node.name()), type_name: leak(std::any::type_name::<T>()) }
    }
}

/// Writes a key.
pub(in crate::singleton) type Write<K> = fn(&K) -> String;

/// Whether a key can be written.
pub struct Text<K>(PhantomData<K>);

impl<K: Debug> Text<K> {
    /// As its `Debug` has it.
    pub const WRITE: Option<Write<K>> = Some(|key| format!("{key:?}"));
}

/// What `Text` says of a key without `Debug`: the constant of the type itself hides this one.
pub trait NoText<K> {
    /// Not at all.
    const WRITE: Option<Write<K>> = None;
}

impl<K> NoText<K> for Text<K> {}

/// How a key of the type is written, if it can be.
#[doc(hidden)]
#[macro_export]
macro_rules! __text {
    ($key:ty) => {{
        use $crate::__private::NoText as _;
        $crate::__private::Text::<$key>::WRITE
    }};
}
