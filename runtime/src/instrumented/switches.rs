//! What decides whether a site is recorded: the switch of the program, `TENURE_FILTER` and
//! `TENURE_BUDGET`.

use std::ptr::{from_ref, null_mut};
use std::sync::OnceLock;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicPtr};

use super::call;
use super::filter::Filter;
use super::panics;
use super::site::{Enter, Site};
use super::untimed;
use crate::variable;

static RECORDING: AtomicBool = AtomicBool::new(true);

/// The sites that were called, the newest first. Each carries its state itself, so that a call has
/// one byte to load; who switches has to visit them all.
static SITES: AtomicPtr<Site> = AtomicPtr::new(null_mut());

static VARIABLES: OnceLock<Variables> = OnceLock::new();

struct Variables {
    filter: Option<Filter>,
    /// In thousandths of the time of the program.
    budget: Option<u64>,
}

/// Reads the variables, when the first thread begins to record.
fn variables() -> &'static Variables {
    VARIABLES.get_or_init(|| Variables {
        filter: variable::read("TENURE_FILTER", Filter::KNOWN, Filter::parse),
        budget: variable::read("TENURE_BUDGET", "a percentage from `0.1%` to `100%`", thousandths),
    })
}

/// The part of the time that may go into recording, in thousandths.
pub(super) fn budget() -> Option<u64> {
    variables().budget
}

fn thousandths(text: &str) -> Option<u64> {
    let percent = text.strip_suffix('%')?.trim_end();
    let (whole, tenths) = percent.split_once('.').unwrap_or((percent, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(tenths) || tenths.len() != 1 {
        return None;
    }
    let budget = whole.parse::<u64>().ok()?.checked_mul(10)? + tenths.parse::<u64>().ok()?;
    (1..=1_000).contains(&budget).then_some(budget)
}

pub(super) fn is_recording() -> bool {
    RECORDING.load(Relaxed)
}

pub(super) fn set_recording(on: bool) {
    // SeqCst: of a switch and a first call at the same moment one sees the other.
    RECORDING.store(on, SeqCst);
    let mut next = SITES.load(SeqCst).cast_const();
    // SAFETY: sites are statics, and only such are in the list.
    while let Some(site) = unsafe { next.as_ref() } {
        decide(site);
        next = site.next.load(Relaxed);
    }
}

/// Whether a call of `site`, which is not known to be recorded, is.
pub(super) fn admits(site: &'static Site) -> bool {
    // Acquire and Release: who finds it listed finds what was decided before.
    if !site.listed.load(Acquire) {
        decide(site);
        if !site.listed.swap(true, AcqRel) {
            let mut next = SITES.load(Relaxed);
            loop {
                site.next.store(next, Relaxed);
                match SITES.compare_exchange_weak(next, from_ref(site).cast_mut(), SeqCst, Relaxed)
                {
                    Ok(_) => break,
                    Err(other) => next = other,
                }
            }
            // Who switched meanwhile may not have found it in the list.
            decide(site);
        }
    }
    site.how_to_enter().is_some()
}

/// The first function that was called, if the filter leaves out all that were.
pub(crate) fn all_left_out() -> Option<&'static str> {
    let filter = variables().filter.as_ref()?;
    let (mut next, mut first) = (SITES.load(Acquire).cast_const(), None);
    // SAFETY: sites are statics, and only such are in the list.
    while let Some(site) = unsafe { next.as_ref() } {
        let name = site.name();
        if filter.matches(name) {
            return None;
        }
        if name != panics::NAME {
            first = Some(name);
        }
        next = site.next.load(Relaxed);
    }
    first
}

/// From now on every call of `site` is timed.
pub(super) fn always_time(site: &'static Site) {
    site.long.store(true, Relaxed);
    decide(site);
}

fn decide(site: &Site) {
    loop {
        let on = RECORDING.load(SeqCst);
        site.set_how_to_enter(how_to_enter(site, on));
        // Who switched meanwhile may have been here before.
        if RECORDING.load(SeqCst) == on {
            break;
        }
    }
}

fn how_to_enter(site: &Site, on: bool) -> Option<Enter> {
    let Variables { filter, budget } = variables();
    // What a panic takes is not taken for the function, whichever is let through.
    let admits = |filter: &Filter| site.name() == panics::NAME || filter.matches(site.name());
    if !on || !filter.as_ref().is_none_or(admits) {
        None
    } else if budget.is_some() && !site.long.load(Relaxed) {
        Some(untimed::enter_sampled)
    } else {
        Some(call::enter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_a_percentage_with_one_place() {
        let known = [("2%", 20), ("0.1%", 1), ("100%", 1_000), ("2.5 %", 25), ("02%", 20)];
        for (text, budget) in known {
            assert_eq!(thousandths(text), Some(budget), "{text}");
        }
        for text in ["2", "0%", "0.0%", "100.1%", "-2%", "2.55%", "two", "%", ".5%", "2.%", "+2%"] {
            assert_eq!(thousandths(text), None, "{text}");
        }
    }
}
