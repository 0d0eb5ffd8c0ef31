//! What several owners share, and any of them may take down.

use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::{Dispose, DisposeShared, Outcome};

/// Waits for the lock and holds it while the value is disposed, so a step must not ask for it.
/// Poison is ignored: a panic elsewhere is no reason to keep the value.
impl<T: Dispose + ?Sized> DisposeShared for Mutex<T> {
    fn dispose_shared(&self) -> Outcome {
        self.lock().unwrap_or_else(PoisonError::into_inner).dispose()
    }
}

/// As for [`Mutex`].
impl<T: Dispose + ?Sized> DisposeShared for RwLock<T> {
    fn dispose_shared(&self) -> Outcome {
        self.write().unwrap_or_else(PoisonError::into_inner).dispose()
    }
}

macro_rules! through {
    ($($Pointer:ty),*) => {$(
        impl<T: DisposeShared + ?Sized> DisposeShared for $Pointer {
            fn dispose_shared(&self) -> Outcome {
                (**self).dispose_shared()
            }
        }
    )*};
}

through!(&T, Box<T>, Rc<T>, Arc<T>);
