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
        let type_name = leak(std::any::type_name::<T>());
        // The one is the end of the other, unless the declaration stands on an alias of the type.
        let start = type_name.len().checked_sub(node.name().len() + key.len() + 2);
        let end = start.and_then(|start| type_name.get(start..));
        let name = end.filter(|end| end.starts_with(node.name()));
        Label { name: name.unwrap_or_else(|| leak(node.name())), type_name }
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Pool;

    #[test]
    fn both_names_of_an_instance_are_one_text() {
        static NODE: Node = Node::new("Pool");
        let Label { name, type_name } = Label::new::<Pool>(&NODE, "[1]");
        assert_eq!(name, "Pool[[1]]");
        assert_eq!(type_name, concat!(module_path!(), "::Pool[[1]]"));
        assert_eq!(name.as_bytes().as_ptr_range().end, type_name.as_bytes().as_ptr_range().end);
    }

    #[test]
    fn an_alias_is_called_as_it_is_written() {
        for alias in
            ["Pond", "Pools", "tests::Pool_with_a_name_that_is_longer_than_the_type_itself"]
        {
            let node = Box::leak(Box::new(Node::new(alias)));
            let Label { name, type_name } = Label::new::<Pool>(node, "1");
            assert_eq!(name, format!("{alias}[1]"));
            assert_eq!(type_name, concat!(module_path!(), "::Pool[1]"));
        }
    }
}
