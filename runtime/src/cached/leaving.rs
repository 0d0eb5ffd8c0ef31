//! What becomes of a value that a cache lets go.

use std::any::type_name;

use crate::disposable::collector::{Collector, quietly};
use crate::disposable::leak;
use crate::singleton::rules::Last;

/// Disposes a value that nobody else has. There is nobody to be given an error, so it is reported
/// as that of a value which was dropped.
pub(super) fn dispose<V>(mut value: V, dispose: Last<V>) {
    let mut steps = Collector::new();
    steps.step("", || dispose(&mut value));
    if let Err(error) = steps.finish() {
        quietly(|| leak::record(type_name::<V>(), None, Err(error)));
    }
    quietly(|| drop(value));
}
