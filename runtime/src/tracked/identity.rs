//! The number of a type that may borrow.

use std::any::TypeId;
use std::marker::PhantomData;

/// What `T` is, whatever its lifetimes are.
#[inline]
pub(super) fn id_of<T>() -> TypeId {
    trait Identified {
        fn id(&self) -> TypeId
        where
            Self: 'static;
    }

    impl<T> Identified for PhantomData<T> {
        #[inline]
        fn id(&self) -> TypeId
        where
            Self: 'static,
        {
            TypeId::of::<T>()
        }
    }

    let value = PhantomData::<T>;
    let value: &dyn Identified = &value;
    // SAFETY: both are pointers to the same value with the same table, and lifetimes leave no trace
    // in a type's number, which is all that `id` asks for.
    let value =
        unsafe { std::mem::transmute::<&dyn Identified, &(dyn Identified + 'static)>(value) };
    value.id()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id_of_borrowed<'a>(_: &'a str) -> TypeId {
        id_of::<Vec<&'a str>>()
    }

    #[test]
    fn types_are_told_apart_and_lifetimes_are_not() {
        assert_eq!(id_of_borrowed(&"a".repeat(2)), id_of::<Vec<&'static str>>());
        assert_eq!(id_of::<u8>(), TypeId::of::<u8>());
        assert_ne!(id_of::<u8>(), id_of::<i8>());
    }
}
