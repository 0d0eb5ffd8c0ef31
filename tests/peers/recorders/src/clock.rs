//! The cheapest timer there can be: the counter of the processor, read twice.

use std::hint::black_box;

/// Reads the counter now and once more where it is dropped.
pub struct Reads(u64);

impl Reads {
    #[inline]
    #[allow(clippy::new_without_default, reason = "it is what the functions of a peer say first")]
    pub fn new() -> Self {
        Reads(counter())
    }
}

impl Drop for Reads {
    #[inline]
    fn drop(&mut self) {
        black_box(counter().wrapping_sub(self.0));
    }
}

/// The counter of the processor.
#[cfg(target_arch = "x86_64")]
#[inline]
pub fn counter() -> u64 {
    // SAFETY: every processor of this architecture has it.
    unsafe { core::arch::x86_64::_rdtsc() }
}

/// What stands for it elsewhere.
#[cfg(not(target_arch = "x86_64"))]
pub fn counter() -> u64 {
    use std::sync::LazyLock;
    use std::time::Instant;

    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    u64::try_from(START.elapsed().as_nanos()).expect("less than 500 years")
}
