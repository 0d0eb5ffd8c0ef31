//! Containers of disposable values: each element is tried, and its place is in the path.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap, LinkedList, VecDeque};
use std::fmt::Debug;
use std::rc::Rc;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock, TryLockError};

use super::collector::Collector;
use super::{Dispose, Outcome};

impl<T: Dispose + ?Sized> Dispose for Box<T> {
    fn dispose(&mut self) -> Outcome {
        (**self).dispose()
    }

    fn is_disposed(&self) -> bool {
        (**self).is_disposed()
    }
}

/// `None` is disposed.
impl<T: Dispose> Dispose for Option<T> {
    fn dispose(&mut self) -> Outcome {
        self.as_mut().map_or(Ok(()), T::dispose)
    }

    fn is_disposed(&self) -> bool {
        self.as_ref().is_none_or(T::is_disposed)
    }
}

/// `Err` is disposed.
impl<T: Dispose, E> Dispose for Result<T, E> {
    fn dispose(&mut self) -> Outcome {
        self.as_mut().map_or(Ok(()), T::dispose)
    }

    fn is_disposed(&self) -> bool {
        self.as_ref().map_or(true, T::is_disposed)
    }
}

/// An empty cell is disposed, and stays empty.
impl<T: Dispose> Dispose for OnceCell<T> {
    fn dispose(&mut self) -> Outcome {
        self.get_mut().map_or(Ok(()), T::dispose)
    }

    fn is_disposed(&self) -> bool {
        self.get().is_none_or(T::is_disposed)
    }
}

/// As for [`OnceCell`].
impl<T: Dispose> Dispose for OnceLock<T> {
    fn dispose(&mut self) -> Outcome {
        self.get_mut().map_or(Ok(()), T::dispose)
    }

    fn is_disposed(&self) -> bool {
        self.get().is_none_or(T::is_disposed)
    }
}

impl<T: Dispose> Dispose for [T] {
    fn dispose(&mut self) -> Outcome {
        each(self.iter_mut())
    }

    fn is_disposed(&self) -> bool {
        self.iter().all(T::is_disposed)
    }
}

impl<T: Dispose, const N: usize> Dispose for [T; N] {
    fn dispose(&mut self) -> Outcome {
        each(self.iter_mut())
    }

    fn is_disposed(&self) -> bool {
        self.iter().all(T::is_disposed)
    }
}

impl<T: Dispose> Dispose for Vec<T> {
    fn dispose(&mut self) -> Outcome {
        each(self.iter_mut())
    }

    fn is_disposed(&self) -> bool {
        self.iter().all(T::is_disposed)
    }
}

impl<T: Dispose> Dispose for VecDeque<T> {
    fn dispose(&mut self) -> Outcome {
        each(self.iter_mut())
    }

    fn is_disposed(&self) -> bool {
        self.iter().all(T::is_disposed)
    }
}

impl<T: Dispose> Dispose for LinkedList<T> {
    fn dispose(&mut self) -> Outcome {
        each(self.iter_mut())
    }

    fn is_disposed(&self) -> bool {
        self.iter().all(T::is_disposed)
    }
}

fn each<'a, T: Dispose + 'a>(elements: impl Iterator<Item = &'a mut T>) -> Outcome {
    let mut steps = Collector::new();
    for (index, element) in elements.enumerate() {
        steps.element(|| format!("[{index}]"), || element.dispose());
    }
    steps.finish()
}

/// The values; a key is printed in the path of a value that fails.
impl<K: Debug, V: Dispose, S> Dispose for HashMap<K, V, S> {
    fn dispose(&mut self) -> Outcome {
        each_value(self.iter_mut())
    }

    fn is_disposed(&self) -> bool {
        self.values().all(V::is_disposed)
    }
}

/// The values; a key is printed in the path of a value that fails.
impl<K: Debug, V: Dispose> Dispose for BTreeMap<K, V> {
    fn dispose(&mut self) -> Outcome {
        each_value(self.iter_mut())
    }

    fn is_disposed(&self) -> bool {
        self.values().all(V::is_disposed)
    }
}

fn each_value<'a, K, V>(entries: impl Iterator<Item = (&'a K, &'a mut V)>) -> Outcome
where
    K: Debug + 'a,
    V: Dispose + 'a,
{
    let mut steps = Collector::new();
    for (key, value) in entries {
        steps.element(|| format!("[{key:?}]"), || value.dispose());
    }
    steps.finish()
}

/// A lock that is held by somebody else counts as not disposed. Poison is ignored: a panic
/// elsewhere is no reason to keep the value.
impl<T: Dispose + ?Sized> Dispose for Mutex<T> {
    fn dispose(&mut self) -> Outcome {
        self.get_mut().unwrap_or_else(PoisonError::into_inner).dispose()
    }

    fn is_disposed(&self) -> bool {
        match self.try_lock() {
            Ok(value) => value.is_disposed(),
            Err(TryLockError::Poisoned(value)) => value.into_inner().is_disposed(),
            Err(TryLockError::WouldBlock) => false,
        }
    }
}

/// As for [`Mutex`].
impl<T: Dispose + ?Sized> Dispose for RwLock<T> {
    fn dispose(&mut self) -> Outcome {
        self.get_mut().unwrap_or_else(PoisonError::into_inner).dispose()
    }

    fn is_disposed(&self) -> bool {
        match self.try_read() {
            Ok(value) => value.is_disposed(),
            Err(TryLockError::Poisoned(value)) => value.into_inner().is_disposed(),
            Err(TryLockError::WouldBlock) => false,
        }
    }
}

/// A cell that is mutably borrowed counts as not disposed.
impl<T: Dispose + ?Sized> Dispose for RefCell<T> {
    fn dispose(&mut self) -> Outcome {
        self.get_mut().dispose()
    }

    fn is_disposed(&self) -> bool {
        self.try_borrow().is_ok_and(|value| value.is_disposed())
    }
}

/// The last owner disposes; as long as there is another, or a `Weak`, this one has nothing to do.
impl<T: Dispose + ?Sized> Dispose for Rc<T> {
    fn dispose(&mut self) -> Outcome {
        Rc::get_mut(self).map_or(Ok(()), T::dispose)
    }

    fn is_disposed(&self) -> bool {
        Rc::strong_count(self) > 1 || Rc::weak_count(self) > 0 || (**self).is_disposed()
    }
}

/// The last owner disposes; as long as there is another, or a `Weak`, this one has nothing to do.
///
/// Two owners that let go of it at the same moment may each take the other for the last one. Then
/// the fallback of the value itself takes it down. Where that may happen, `Arc<Mutex<T>>` with
/// [`DisposeShared`](super::DisposeShared) gives the errors to the one who came first.
impl<T: Dispose + ?Sized> Dispose for Arc<T> {
    fn dispose(&mut self) -> Outcome {
        Arc::get_mut(self).map_or(Ok(()), T::dispose)
    }

    fn is_disposed(&self) -> bool {
        Arc::strong_count(self) > 1 || Arc::weak_count(self) > 0 || (**self).is_disposed()
    }
}

/// Always disposed.
impl Dispose for () {
    fn dispose(&mut self) -> Outcome {
        Ok(())
    }

    fn is_disposed(&self) -> bool {
        true
    }
}

macro_rules! tuple {
    ($($T:ident $index:tt),*) => {
        impl<$($T: Dispose),*> Dispose for ($($T,)*) {
            fn dispose(&mut self) -> Outcome {
                let mut steps = Collector::new();
                $(steps.step(concat!(".", $index), || self.$index.dispose());)*
                steps.finish()
            }

            fn is_disposed(&self) -> bool {
                $(self.$index.is_disposed())&&*
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
