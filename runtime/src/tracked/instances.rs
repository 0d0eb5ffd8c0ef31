//! The values of a `#[tracked(weak)]` type that are in an `Arc`.

use std::sync::Arc;

use super::Tracked;
use super::listing::Listing;

/// What threads can share for ever, as a list that all of them see asks for.
pub trait InArc: Tracked + 'static {
    /// How its values are listed.
    fn listing() -> Listing<Self>;
}

/// Puts a value into an `Arc` by which the type knows it.
#[inline]
pub fn into_arc<T: InArc>(value: T) -> Arc<T> {
    let value = Arc::new(value);
    #[cfg(feature = "track")]
    if let Some(site) = value.counted_by().counted.site() {
        site.record.instances.insert(&(T::listing().put)(value.clone()));
    }
    value
}

/// Those that are alive, in the order in which they were put there.
#[must_use]
pub fn instances<T: InArc>() -> Vec<Arc<T>> {
    #[cfg(feature = "track")]
    return {
        let instances = super::record::Declaration::record::<T>().instances.iter();
        instances.filter_map(T::listing().take).collect()
    };
    #[cfg(not(feature = "track"))]
    Vec::new()
}
