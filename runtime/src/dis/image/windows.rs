//! Windows: the program and the libraries that it has loaded, by `.pdata`.

use std::borrow::Cow;
use std::ffi::{OsString, c_void};
use std::ops::Range;
use std::os::windows::ffi::OsStringExt as _;
use std::path::PathBuf;
use std::{ptr, slice};

use crate::dis::extent::ExtentFrom;
use crate::dis::problem::Problem;

const FROM_ADDRESS: u32 = 4;
const UNCHANGED_COUNT: u32 = 2;
const COMMITTED: u32 = 0x1000;
const EXECUTABLE: u32 = 0xf0;
/// Execute and read, read only, and these with copies on writes, which ends with the first write.
const READABLE: &[u32] = &[0x02, 0x20];
const NOT_FOR_US: u32 = 0x100 | 0x01;

/// `MEMORY_BASIC_INFORMATION` of 64 bits.
#[derive(Default)]
#[repr(C)]
struct Region {
    base: usize,
    allocation: usize,
    allocation_protection: u32,
    partition: u16,
    size: usize,
    state: u32,
    protection: u32,
    kind: u32,
}

/// What `.pdata` says of one function.
#[derive(Clone, Copy)]
#[repr(C)]
struct RuntimeFunction {
    start: u32,
    /// x86-64: the end; aarch64: packed data, or where it lies.
    data: u32,
    #[cfg(target_arch = "x86_64")]
    unwind: u32,
}

#[link(name = "kernel32")]
unsafe extern "system" {
    fn GetModuleFileNameW(module: *const c_void, name: *mut u16, size: u32) -> u32;
    fn GetModuleHandleExW(flags: u32, address: *const c_void, module: *mut *const c_void) -> i32;
    fn RtlLookupFunctionEntry(
        address: usize,
        base: *mut usize,
        history: *mut c_void,
    ) -> *const RuntimeFunction;
    fn VirtualQuery(address: *const c_void, region: *mut Region, size: usize) -> usize;
}

/// One program or library in memory.
#[derive(Debug)]
pub(crate) struct Image {
    base: usize,
}

impl Image {
    /// The one that has `address` in it, be it code or data.
    pub(crate) fn of(address: usize) -> Option<Self> {
        let mut module = ptr::null();
        let place = ptr::with_exposed_provenance(address);
        // SAFETY: the address is only looked up, and `module` is written to.
        let found = unsafe {
            GetModuleHandleExW(FROM_ADDRESS | UNCHANGED_COUNT, place, &raw mut module) != 0
        };
        found.then(|| Image { base: module.expose_provenance() })
    }

    /// The one whose code lies at `address`.
    pub(crate) fn of_code(address: usize) -> Result<Self, Problem> {
        let executable = region(address).is_some_and(|it| it.protection & EXECUTABLE != 0);
        let image = Image::of(address).filter(|_| executable).ok_or(Problem::NotCode)?;
        if image.code(address).is_empty() { Err(Problem::Unreadable) } else { Ok(image) }
    }

    /// What lies behind `address`, as far as it can be read.
    #[allow(clippy::unused_self, reason = "the same on every platform")]
    pub(crate) fn code(&self, address: usize) -> Cow<'_, [u8]> {
        Cow::Borrowed(readable(address).map_or(&[][..], bytes))
    }

    /// The size of the function that starts at `address`, by `.pdata`: functions that neither call
    /// nor use the stack need not be in it.
    #[allow(clippy::unused_self, reason = "the same on every platform")]
    pub(crate) fn extent(&self, address: usize) -> Option<(usize, ExtentFrom)> {
        let mut base = 0;
        // SAFETY: the address is only looked up, and `base` is written to.
        let entry =
            unsafe { RtlLookupFunctionEntry(address, &raw mut base, ptr::null_mut()).as_ref() };
        let entry = entry.filter(|entry| base + entry.start as usize == address)?;
        Some((size(*entry, base)?, ExtentFrom::Unwind))
    }

    /// The address in a place that nobody can write to, as in the table of imports.
    #[allow(clippy::unused_self, reason = "the same on every platform")]
    pub(crate) fn constant(&self, slot: usize) -> Option<usize> {
        let slot = bytes(readable(slot)?);
        Some(usize::from_ne_bytes(*slot.first_chunk()?))
    }

    /// Where it lies in memory.
    pub(crate) fn base(&self) -> usize {
        self.base
    }

    /// The file that it was loaded from.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        let mut name = vec![0; 32 << 10];
        let size = u32::try_from(name.len()).ok()?;
        let module = ptr::with_exposed_provenance(self.base);
        // SAFETY: `name` has room for as many characters as it says.
        let length = unsafe { GetModuleFileNameW(module, name.as_mut_ptr(), size) };
        let length = usize::try_from(length).ok().filter(|length| *length > 0)?;
        Some(OsString::from_wide(&name[..length]).into())
    }
}

#[cfg(target_arch = "x86_64")]
fn size(entry: RuntimeFunction, _: usize) -> Option<usize> {
    /// The entry is about a part of a function, and says which.
    const CHAINED: u32 = 1;

    if entry.unwind & CHAINED != 0 {
        return None;
    }
    usize::try_from(entry.data.checked_sub(entry.start)?).ok()
}

/// In instructions of four bytes: packed in eleven bits, or in the first eighteen of what the entry
/// leads to.
#[cfg(target_arch = "aarch64")]
fn size(entry: RuntimeFunction, base: usize) -> Option<usize> {
    const PACKED: u32 = 3;

    let count = if entry.data & PACKED != 0 {
        entry.data >> 2 & 0x7ff
    } else {
        let record = bytes(readable(base + usize::try_from(entry.data).ok()?)?);
        u32::from_ne_bytes(*record.first_chunk()?) & 0x3_ffff
    };
    Some(usize::try_from(count).ok()? * 4)
}

fn region(address: usize) -> Option<Region> {
    let mut region = Region::default();
    let place = ptr::with_exposed_provenance(address);
    // SAFETY: the address is only looked up, and `region` has the size that is told.
    let written = unsafe { VirtualQuery(place, &raw mut region, size_of::<Region>()) };
    (written != 0).then_some(region)
}

/// What can be read from `address` on, and written by nobody.
fn readable(address: usize) -> Option<Range<usize>> {
    let region = region(address)?;
    let readable = READABLE.contains(&(region.protection & 0xff));
    let constant = region.state == COMMITTED && region.protection & NOT_FOR_US == 0 && readable;
    constant.then(|| address..region.base + region.size)
}

/// What `readable` found.
fn bytes(memory: Range<usize>) -> &'static [u8] {
    let start = ptr::with_exposed_provenance(memory.start);
    // SAFETY: Windows says that these pages can be read and not be written. They stay as long as
    // the function that was asked for can be called, which outlives the call of `dis!`.
    unsafe { slice::from_raw_parts(start, memory.len()) }
}
