//! The counters of the tracked types: one record for each type, one site for each place.
//!
//! Records and sites are made once and stay for ever, so there are as many as there are types and
//! places, however many values. Counting takes no lock: only the first value of a place does.

use std::any::{Any, TypeId, type_name};
use std::panic::Location;
use std::ptr;
use std::sync::{Mutex, PoisonError};

use super::count::{Count, Counts};
pub(super) use super::counted::Counted;
use super::identity::id_of;
use super::living::Living;
use super::site::{LISTS, Site, list_of};
use super::snapshot::{TrackedSite, TrackedType};
use super::weak_set::WeakSet;
use super::{Tracked, switch};
use crate::disposable::chain::Link;

/// What `#[tracked]` declares: a type, or the types that its parameters make of one.
pub struct Declaration {
    records: Link<Record>,
}

/// One type, without its lifetimes.
pub(super) struct Record {
    id: TypeId,
    pub(super) name: &'static str,
    pub(super) living: Living,
    sites: [Link<Site>; LISTS],
    next: Link<Record>,
    /// Those of a type with `#[tracked(weak)]`.
    pub(super) instances: WeakSet<dyn Any + Send + Sync>,
}

/// An element of the list of all types.
struct Known {
    record: &'static Record,
    next: Link<Known>,
}

static ALL: Link<Known> = Link::new();

/// Held by who adds a record or a site, so that none is there twice.
static ADDING: Mutex<()> = Mutex::new(());

impl Declaration {
    /// Of a type of which no value was made yet.
    #[must_use]
    pub const fn new() -> Self {
        Declaration { records: Link::new() }
    }

    #[inline]
    pub(super) fn record<T: Tracked>() -> &'static Record {
        let (declaration, id) = (T::declaration(), id_of::<T>());
        declaration.known(id).unwrap_or_else(|| declaration.add(id, type_name::<T>()))
    }

    pub(super) fn counts<T: Tracked>() -> Counts {
        Self::record::<T>().counts()
    }

    pub(super) fn rows_of<T: Tracked>() -> Option<Vec<TrackedType>> {
        let record = Self::record::<T>();
        record.is_tracked().then(|| vec![record.row()])
    }

    #[inline]
    fn known(&'static self, id: TypeId) -> Option<&'static Record> {
        self.records.all(|record| &record.next).find(|record| record.id == id)
    }

    #[cold]
    fn add(&'static self, id: TypeId, name: &'static str) -> &'static Record {
        let _adding = ADDING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(record) = self.known(id) {
            return record;
        }
        let record = self.records.push(Record::new(id, name), |record| &record.next);
        ALL.push(Known { record, next: Link::new() }, |known| &known.next);
        record
    }
}

impl Default for Declaration {
    fn default() -> Self {
        Declaration::new()
    }
}

/// The counts of every type of which a value was made; `None`: nobody ever looked.
pub(super) fn rows() -> Option<Vec<TrackedType>> {
    let records = ALL.all(|known| &known.next).map(|known| known.record);
    let rows: Vec<_> = records.filter(|record| record.is_tracked()).map(Record::row).collect();
    (switch::is_tracking() || !rows.is_empty()).then_some(rows)
}

impl Record {
    fn new(id: TypeId, name: &'static str) -> Self {
        let (living, sites) = (Living::new(), [const { Link::new() }; LISTS]);
        Record { id, name, living, sites, next: Link::new(), instances: WeakSet::new() }
    }

    #[inline]
    pub(super) fn site(&'static self, made_at: &'static Location<'static>) -> &'static Site {
        let list = &self.sites[list_of(made_at)];
        let known = || list.all(|site| &site.next).find(|site| ptr::eq(site.made_at, made_at));
        known().unwrap_or_else(|| self.add(made_at, list))
    }

    #[cold]
    fn add(
        &'static self,
        made_at: &'static Location<'static>,
        list: &'static Link<Site>,
    ) -> &'static Site {
        let _adding = ADDING.lock().unwrap_or_else(PoisonError::into_inner);
        let known = list.all(|site| &site.next).find(|site| ptr::eq(site.made_at, made_at));
        known.unwrap_or_else(|| list.push(Site::new(self, made_at), |site| &site.next))
    }

    fn sites(&'static self) -> impl Iterator<Item = &'static Site> {
        self.sites.iter().flat_map(|list| list.all(|site| &site.next))
    }

    /// Whether there is anything to say: it is not that nobody ever looked.
    fn is_tracked(&'static self) -> bool {
        switch::is_tracking() || self.sites().next().is_some()
    }

    fn counts(&'static self) -> Counts {
        if !self.is_tracked() {
            return Counts::NOT_TRACKED;
        }
        let [live, total, peak] = self.numbers().map(Count::of);
        Counts { live, total, peak }
    }

    /// Live, total and peak, of which the first is never larger than the others.
    fn numbers(&'static self) -> [u64; 3] {
        let [live, peak] = self.living.now_and_most();
        let total = self.sites().map(Site::total).sum();
        [live, total, peak]
    }

    fn row(&'static self) -> TrackedType {
        let mut sites: Vec<_> = self.sites().map(Site::row).collect();
        // A place has an address in each part of the program that the compiler makes by itself.
        let place =
            |site: &TrackedSite| (site.made_at.file(), site.made_at.line(), site.made_at.column());
        sites.sort_by_key(place);
        sites.dedup_by(|one, other| {
            let is_same = place(one) == place(other);
            if is_same {
                other.live += one.live;
                other.total += one.total;
            }
            is_same
        });
        sites.sort_by_key(|site| std::cmp::Reverse((site.live, site.total)));
        let [live, total, peak] = self.numbers();
        TrackedType { name: self.name, live, total, peak, sites, id: self.id }
    }
}
