//! Containers of values whose disposal is awaited: one after the other, each is tried.

use std::any::type_name;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::Debug;
use std::future::Future;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::Outcome;
use super::async_dispose::{AsyncDispose, of_one};
use super::async_step::Steps;

impl<T: AsyncDispose + ?Sized> AsyncDispose for Box<T> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        (**self).dispose_async()
    }
}

/// `None` is disposed.
impl<T: AsyncDispose + Send> AsyncDispose for Option<T> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        of_one(self.as_mut())
    }
}

/// `Err` is disposed.
impl<T: AsyncDispose + Send, E> AsyncDispose for Result<T, E> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        of_one(self.as_mut().ok())
    }
}

/// Poison is ignored: a panic elsewhere is no reason to keep the value.
impl<T: AsyncDispose + ?Sized> AsyncDispose for Mutex<T> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        self.get_mut().unwrap_or_else(PoisonError::into_inner).dispose_async()
    }
}

/// As for [`Mutex`].
impl<T: AsyncDispose + ?Sized> AsyncDispose for RwLock<T> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        self.get_mut().unwrap_or_else(PoisonError::into_inner).dispose_async()
    }
}

impl<T: AsyncDispose + ?Sized> AsyncDispose for RefCell<T> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        self.get_mut().dispose_async()
    }
}

/// The last owner disposes; as long as there is another, or a `Weak`, this one has nothing to do.
impl<T: AsyncDispose + Send + ?Sized> AsyncDispose for Rc<T> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        of_one(Rc::get_mut(self))
    }
}

/// The last owner disposes; as long as there is another, or a `Weak`, this one has nothing to do.
impl<T: AsyncDispose + Send + ?Sized> AsyncDispose for Arc<T> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        of_one(Arc::get_mut(self))
    }
}

impl<T: AsyncDispose + Send> AsyncDispose for [T] {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        each(type_name::<Self>(), self.iter_mut())
    }
}

impl<T: AsyncDispose + Send, const N: usize> AsyncDispose for [T; N] {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        each(type_name::<Self>(), self.iter_mut())
    }
}

impl<T: AsyncDispose + Send> AsyncDispose for Vec<T> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        each(type_name::<Self>(), self.iter_mut())
    }
}

impl<T: AsyncDispose + Send> AsyncDispose for VecDeque<T> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        each(type_name::<Self>(), self.iter_mut())
    }
}

async fn each<'a, T: AsyncDispose + Send + 'a>(
    type_name: &'static str,
    elements: impl Iterator<Item = &'a mut T> + Send,
) -> Outcome {
    let mut steps = Steps::of(type_name);
    for (index, element) in elements.enumerate() {
        steps.element(|| format!("[{index}]"), || element.dispose_async()).await;
    }
    steps.finish()
}

/// The values; a key is printed in the path of a value that fails.
impl<K: Debug + Sync, V: AsyncDispose + Send, S> AsyncDispose for HashMap<K, V, S> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        each_value(type_name::<Self>(), self.iter_mut().collect())
    }
}

/// The values; a key is printed in the path of a value that fails.
impl<K: Debug + Sync, V: AsyncDispose + Send> AsyncDispose for BTreeMap<K, V> {
    fn dispose_async(&mut self) -> impl Future<Output = Outcome> + Send {
        each_value(type_name::<Self>(), self.iter_mut().collect())
    }
}

/// The entries come as a list: an iterator of a map is `Send` only where its keys are.
async fn each_value<K: Debug + Sync, V: AsyncDispose + Send>(
    type_name: &'static str,
    entries: Vec<(&K, &mut V)>,
) -> Outcome {
    let mut steps = Steps::of(type_name);
    for (key, value) in entries {
        steps.element(|| format!("[{key:?}]"), || value.dispose_async()).await;
    }
    steps.finish()
}

macro_rules! tuple {
    ($($T:ident $index:tt),*) => {
        impl<$($T: AsyncDispose + Send),*> AsyncDispose for ($($T,)*) {
            async fn dispose_async(&mut self) -> Outcome {
                let mut steps = Steps::of(type_name::<Self>());
                $(
                    let path = || concat!(".", $index).to_owned();
                    steps.element(path, || self.$index.dispose_async()).await;
                )*
                steps.finish()
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
