//! Steps of a recorded call that stay single instructions in a debug build, where every function of
//! the standard library, even a load, is a call with a frame of its own.
//!
//! In other builds these are the plain functions, of which the compiler makes the same.

#![cfg_attr(
    debug_assertions,
    expect(
        clippy::transmute_ptr_to_ptr,
        clippy::transmute_ptr_to_ref,
        reason = "a cast is a step"
    )
)]

use std::cell::Cell;
use std::sync::atomic::{AtomicPtr, AtomicU64};

/// What lies at `place`, without the checks that a debug build makes for a pointer.
///
/// # Safety
/// As for `&*place`.
#[inline(always)]
pub(super) unsafe fn at<'a, T>(place: *const T) -> &'a T {
    #[cfg(debug_assertions)]
    // SAFETY: both are the address; the caller says that it is one of a reference.
    return unsafe { std::mem::transmute::<*const T, &'a T>(place) };
    #[cfg(not(debug_assertions))]
    // SAFETY: the caller says so.
    unsafe {
        &*place
    }
}

#[inline(always)]
pub(super) fn get<T: Copy>(cell: &Cell<T>) -> T {
    #[cfg(debug_assertions)]
    // SAFETY: a cell is laid out like its value, and has no other user in this step: it belongs to
    // this thread.
    return unsafe { *std::mem::transmute::<&Cell<T>, &T>(cell) };
    #[cfg(not(debug_assertions))]
    cell.get()
}

#[inline(always)]
pub(super) fn set<T: Copy>(cell: &Cell<T>, value: T) {
    #[cfg(debug_assertions)]
    // SAFETY: as in `get`, so that nothing else refers to the value while it is written; a cell may be,
    // through a shared reference.
    unsafe {
        *std::mem::transmute::<*const Cell<T>, &mut T>(cell) = value;
    }
    #[cfg(not(debug_assertions))]
    cell.set(value);
}

pub(super) use steps::{
    add, add_one, advance, decrement, increment, load, load_in_front, load_own, load_pointer,
    publish, store, store_pointer,
};

/// Each of these is what a relaxed load or store, or a release store, is on this processor: one
/// instruction. They are not `nomem`: the compiler moves no access to memory across them.
#[cfg(all(debug_assertions, target_arch = "x86_64", target_pointer_width = "64", not(miri)))]
mod steps {
    use core::arch::asm;

    use super::{AtomicPtr, AtomicU64, Cell};

    #[inline(always)]
    pub(in super::super) fn load(word: &AtomicU64) -> u64 {
        let value;
        // SAFETY: the reference is valid; an aligned load of a word is atomic.
        unsafe {
            asm!("mov {}, [{}]", out(reg) value, in(reg) word, options(nostack, readonly, preserves_flags));
        };
        value
    }

    /// # Safety
    /// None here: where the load is not an instruction of its own, no other thread may write the word.
    #[inline(always)]
    pub(in super::super) unsafe fn load_own(word: &AtomicU64) -> u64 {
        let value;
        // SAFETY: the reference is valid; an aligned load of a word is atomic.
        unsafe {
            asm!("mov {}, [{}]", out(reg) value, in(reg) word, options(nostack, readonly, preserves_flags));
        };
        value
    }

    #[inline(always)]
    pub(in super::super) fn store(word: &AtomicU64, value: u64) {
        // SAFETY: the reference is valid, atomics may be written through a shared one, and an
        // aligned store of a word is atomic.
        unsafe {
            asm!("mov [{}], {}", in(reg) word, in(reg) value, options(nostack, preserves_flags));
        };
    }

    /// `word += by`, by the one thread that writes it.
    #[inline(always)]
    pub(in super::super) fn add(word: &AtomicU64, by: u64) {
        // SAFETY: as for `store`. Without a lock this is a load and a store.
        unsafe {
            asm!("add [{}], {}", in(reg) word, in(reg) by, options(nostack));
        };
    }

    #[inline(always)]
    pub(in super::super) fn add_one(word: &AtomicU64) {
        // SAFETY: as for `add`.
        unsafe {
            asm!("inc qword ptr [{}]", in(reg) word, options(nostack));
        };
    }

    #[inline(always)]
    pub(in super::super) fn load_pointer<T>(word: &AtomicPtr<T>) -> *mut T {
        let value;
        // SAFETY: as for `load`.
        unsafe {
            asm!("mov {}, [{}]", out(reg) value, in(reg) word, options(nostack, readonly, preserves_flags));
        };
        value
    }

    #[inline(always)]
    pub(in super::super) fn store_pointer<T>(word: &AtomicPtr<T>, value: *const T) {
        // SAFETY: as for `store`.
        unsafe {
            asm!("mov [{}], {}", in(reg) word, in(reg) value, options(nostack, preserves_flags));
        };
    }

    /// The atomic pointer that what lies in front of `place` begins with.
    ///
    /// # Safety
    /// There is one.
    #[inline(always)]
    pub(in super::super) unsafe fn load_in_front<T, U>(place: *const T) -> *const U {
        let value;
        // SAFETY: the caller says so; otherwise as for `load`.
        unsafe {
            asm!("mov {}, [{} - {}]", out(reg) value, in(reg) place, const size_of::<T>(), options(nostack, readonly, preserves_flags));
        };
        value
    }

    #[inline(always)]
    pub(in super::super) fn increment(count: &Cell<u64>) {
        // SAFETY: the reference is valid, and a cell may be written through a shared one.
        unsafe {
            asm!("inc qword ptr [{}]", in(reg) count, options(nostack));
        };
    }

    /// What is left.
    #[inline(always)]
    pub(in super::super) fn decrement(count: &Cell<u64>) -> u64 {
        let left;
        // SAFETY: as for `increment`.
        unsafe {
            asm!("dec qword ptr [{0}]", "mov {1}, [{0}]", in(reg) count, out(reg) left, options(nostack));
        };
        left
    }

    /// To the next `T`, by the one thread that writes it; `Release`.
    #[inline(always)]
    pub(in super::super) fn advance<T>(word: &AtomicPtr<T>) {
        // SAFETY: as for `add`.
        unsafe {
            asm!("add qword ptr [{}], {}", in(reg) word, const size_of::<T>(), options(nostack));
        };
    }

    /// `Release`, which every store is on this processor.
    #[inline(always)]
    pub(in super::super) fn publish<T>(word: &AtomicPtr<T>, value: *const T) {
        // SAFETY: as for `store`.
        unsafe {
            asm!("mov [{}], {}", in(reg) word, in(reg) value, options(nostack, preserves_flags));
        };
    }
}

#[cfg(not(all(debug_assertions, target_arch = "x86_64", target_pointer_width = "64", not(miri))))]
mod steps {
    use std::sync::atomic::Ordering::{Relaxed, Release};

    use super::{AtomicPtr, AtomicU64, Cell};

    #[inline(always)]
    pub(in super::super) fn load(word: &AtomicU64) -> u64 {
        word.load(Relaxed)
    }

    /// A load that the compiler may make a part of another instruction.
    ///
    /// # Safety
    /// The calling thread is the only one that writes the word.
    #[inline(always)]
    pub(in super::super) unsafe fn load_own(word: &AtomicU64) -> u64 {
        // SAFETY: nobody writes meanwhile; the reference is valid.
        unsafe { word.as_ptr().read() }
    }

    #[inline(always)]
    pub(in super::super) fn store(word: &AtomicU64, value: u64) {
        word.store(value, Relaxed);
    }

    /// `word += by`, by the one thread that writes it.
    #[inline(always)]
    pub(in super::super) fn add(word: &AtomicU64, by: u64) {
        word.store(word.load(Relaxed).wrapping_add(by), Relaxed);
    }

    #[inline(always)]
    pub(in super::super) fn add_one(word: &AtomicU64) {
        add(word, 1);
    }

    #[inline(always)]
    pub(in super::super) fn load_pointer<T>(word: &AtomicPtr<T>) -> *mut T {
        word.load(Relaxed)
    }

    #[inline(always)]
    pub(in super::super) fn store_pointer<T>(word: &AtomicPtr<T>, value: *const T) {
        word.store(value.cast_mut(), Relaxed);
    }

    /// The atomic pointer that what lies in front of `place` begins with.
    ///
    /// # Safety
    /// There is one.
    #[inline(always)]
    pub(in super::super) unsafe fn load_in_front<T, U>(place: *const T) -> *const U {
        // SAFETY: the caller says so.
        unsafe { (*place.wrapping_sub(1).cast::<AtomicPtr<U>>()).load(Relaxed) }
    }

    #[inline(always)]
    pub(in super::super) fn increment(count: &Cell<u64>) {
        count.set(count.get().wrapping_add(1));
    }

    /// What is left.
    #[inline(always)]
    pub(in super::super) fn decrement(count: &Cell<u64>) -> u64 {
        let left = count.get().wrapping_sub(1);
        count.set(left);
        left
    }

    #[inline(always)]
    pub(in super::super) fn advance<T>(word: &AtomicPtr<T>) {
        publish(word, word.load(Relaxed).wrapping_add(1));
    }

    /// `Release`.
    #[inline(always)]
    pub(in super::super) fn publish<T>(word: &AtomicPtr<T>, value: *const T) {
        word.store(value.cast_mut(), Release);
    }
}
