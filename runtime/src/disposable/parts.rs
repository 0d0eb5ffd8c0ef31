//! Moves the fields out of a value whose type has a `Drop`.

use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Range;
use std::ptr;

/// Takes `value` apart: its `Drop` does not run, and `parts` takes out what it wants; the rest is
/// forgotten.
#[inline]
pub fn apart<T, R>(value: T, parts: impl for<'a> FnOnce(&'a mut T, &Fields<'a>) -> R) -> R {
    let mut value = ManuallyDrop::new(value);
    let value: &mut T = &mut value;
    let place = ptr::from_mut(value);
    let fields = &Fields { place: place.cast()..place.wrapping_add(1).cast(), value: PhantomData };
    parts(value, fields)
}

/// The right to move the fields of one value out of it.
pub struct Fields<'a> {
    /// The bytes of the value.
    place: Range<*const u8>,
    // Of this very lifetime and none that is shorter, so that a field is borrowed to the end.
    value: PhantomData<fn(&'a ()) -> &'a ()>,
}

impl<'a> Fields<'a> {
    /// The field itself.
    ///
    /// # Panics
    ///
    /// When it is none of the value.
    #[must_use]
    #[inline]
    pub fn take<F>(&self, field: &'a mut F) -> F {
        let field = ptr::from_mut(field);
        let end = field.wrapping_add(1).cast::<u8>().cast_const();
        let is_inside = self.place.start <= field.cast() && end <= self.place.end;
        assert!(is_inside, "this is no field of the value");
        // SAFETY: a `&mut F` can be read. `'a` lasts as long as `apart`, which gives away only this
        // `&'a mut` of the value and does not drop it, so nobody gets at the field again. `is_inside`
        // keeps out what is only reached through the value; for types without size, whose place says
        // nothing, the macro does, which passes fields and nothing else.
        unsafe { field.read() }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    struct Both {
        text: String,
        number: Box<u8>,
    }

    impl Drop for Both {
        fn drop(&mut self) {
            panic!("it was taken apart");
        }
    }

    #[test]
    fn fields_come_out_and_the_drop_does_not_run() {
        let both = Both { text: "text".to_owned(), number: Box::new(1) };
        let parts =
            apart(both, |Both { text, number }, fields| (fields.take(number), fields.take(text)));
        assert_eq!(parts, (Box::new(1), "text".to_owned()));
    }

    #[test]
    fn what_is_not_taken_stays_until_the_end_and_is_forgotten() {
        let both = Both { text: String::new(), number: Box::new(1) };
        let (number, was) = apart(both, |Both { text, number }, fields| {
            // No memory is behind it, so none is lost.
            assert!(text.is_empty());
            **number += 1;
            let was = **number;
            (fields.take(number), was)
        });
        assert_eq!((*number, was), (2, 2));
    }

    #[test]
    fn what_lies_in_front_of_the_value_or_behind_it_is_refused() {
        for (index, is_inside) in [(0, false), (1, true), (2, false)] {
            let mut row = [1_u64, 2, 3];
            let value = &raw const row[1];
            let place = value.cast()..value.wrapping_add(1).cast();
            let taken = catch_unwind(AssertUnwindSafe(|| {
                Fields { place, value: PhantomData }.take(&mut row[index])
            }));
            assert_eq!(taken.is_ok(), is_inside, "the one at {index}");
        }
    }

    #[test]
    #[should_panic(expected = "this is no field of the value")]
    fn a_field_of_another_value_is_refused() {
        struct Borrows<'a>(&'a mut String);
        let mut text = String::from("it is borrowed");
        apart(Borrows(&mut text), |borrows, fields| fields.take(&mut *borrows.0));
    }
}
