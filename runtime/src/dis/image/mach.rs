//! Mach-O: the program and the libraries that the dynamic linker has loaded.
//!
//! The list of function starts, which `strip` leaves in, says where each function ends: at the
//! start of the next. `__unwind_info` would not: linkers fold neighbours that are unwound alike into
//! one entry.

use std::borrow::Cow;
use std::ffi::{CStr, OsStr, c_char};
use std::ops::Range;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;
use std::{ptr, slice};

use crate::dis::extent::ExtentFrom;
use crate::dis::problem::Problem;

const MAGIC: u32 = 0xfeed_facf;
const SEGMENT: u32 = 0x19;
const FUNCTION_STARTS: u32 = 0x26;
const HEADER: usize = 32;
const READ: u32 = 1;
const WRITE: u32 = 2;
const EXECUTE: u32 = 4;

unsafe extern "C" {
    fn _dyld_image_count() -> u32;
    fn _dyld_get_image_header(index: u32) -> *const u8;
    fn _dyld_get_image_name(index: u32) -> *const c_char;
    fn _dyld_get_image_vmaddr_slide(index: u32) -> isize;
}

/// One program or library in memory.
#[derive(Debug)]
pub(crate) struct Image {
    /// What is added to the addresses in the file.
    slide: usize,
    path: PathBuf,
    segments: Vec<Segment>,
    /// Where the list of functions lies, in the file.
    starts: Option<Range<usize>>,
}

/// A part of the file that lies in memory.
#[derive(Debug)]
struct Segment {
    memory: Range<usize>,
    /// Where it lies in the file.
    file: Range<usize>,
    protection: u32,
}

impl Image {
    /// The one that has `address` in it, be it code or data.
    pub(crate) fn of(address: usize) -> Option<Self> {
        // SAFETY: it takes nothing. An image may come or go meanwhile; not the one that is wanted.
        let count = unsafe { _dyld_image_count() };
        (0..count).filter_map(describe).find(|image| image.segment(address).is_some())
    }

    /// The one whose code lies at `address`.
    pub(crate) fn of_code(address: usize) -> Result<Self, Problem> {
        let executable = |image: &Image| {
            image.segment(address).is_some_and(|segment| segment.protection & EXECUTE != 0)
        };
        let image = Image::of(address).filter(executable).ok_or(Problem::NotCode)?;
        if image.code(address).is_empty() { Err(Problem::Unreadable) } else { Ok(image) }
    }

    fn segment(&self, address: usize) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.memory.contains(&address))
    }

    /// What lies behind `address`, up to the end of its segment.
    pub(crate) fn code(&self, address: usize) -> Cow<'_, [u8]> {
        Cow::Borrowed(self.memory(address))
    }

    fn memory(&self, address: usize) -> &[u8] {
        let constant = |segment: &&Segment| segment.protection & (READ | WRITE) == READ;
        let Some(segment) = self.segment(address).filter(constant) else { return &[] };
        let start = ptr::with_exposed_provenance(address);
        // SAFETY: the dynamic linker mapped the segment readable, and nobody writes to what is
        // mapped without that right. It stays as long as the function that was asked for can be
        // called, which outlives the call of `dis!`.
        unsafe { slice::from_raw_parts(start, segment.memory.end - address) }
    }

    /// The size of the function that starts at `address`, by the start of the next.
    pub(crate) fn extent(&self, address: usize) -> Option<(usize, ExtentFrom)> {
        let starts = self.starts.as_ref()?;
        let holds = |segment: &&Segment| segment.file.contains(&starts.start);
        let segment = self.segments.iter().find(holds)?;
        let list = segment.memory.start + (starts.start - segment.file.start);
        let bytes = self.memory(list).get(..starts.len())?;
        // The first is counted from the segment of the file's own header.
        let header = self.segments.iter().find(|segment| segment.file.start == 0)?;
        let (mut function, mut rest) = (header.memory.start, bytes);
        let mut found = false;
        while let Some(distance) = number(&mut rest).filter(|distance| *distance > 0) {
            let next = function.checked_add(distance)?;
            if found {
                return Some((next - function, ExtentFrom::NextSymbol));
            }
            found = next == address;
            function = next;
        }
        None
    }

    /// The address that the dynamic linker wrote to a place that nobody can write to any more; of
    /// `__DATA_CONST` nobody knows here whether it is sealed by now.
    #[allow(clippy::unused_self, reason = "the same on every platform")]
    pub(crate) fn constant(&self, _: usize) -> Option<usize> {
        None
    }

    /// What is added to the addresses in the file.
    pub(crate) fn base(&self) -> usize {
        self.slide
    }

    /// The file that it was loaded from.
    #[allow(clippy::unnecessary_wraps, reason = "the same on every platform")]
    pub(crate) fn file(&self) -> Option<PathBuf> {
        Some(self.path.clone())
    }
}

/// Seven bits in each byte; the last one has no eighth.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let (mut number, mut shift) = (0, 0_u32);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f).checked_shl(shift)?;
        shift += 7;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
}

fn describe(index: u32) -> Option<Image> {
    // SAFETY: whatever the index is, the dynamic linker answers; null and zero when it has no such
    // image any more.
    let (header, name, slide) = unsafe {
        (
            _dyld_get_image_header(index),
            _dyld_get_image_name(index),
            _dyld_get_image_vmaddr_slide(index),
        )
    };
    if header.is_null() || name.is_null() {
        return None;
    }
    // SAFETY: the dynamic linker gave the name, which ends with a zero.
    let path = OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()).into();
    let mut image = Image {
        slide: usize::from_ne_bytes(slide.to_ne_bytes()),
        path,
        segments: Vec::new(),
        starts: None,
    };
    // SAFETY: at the start of an image stands its header, which says how long its commands are.
    let commands = unsafe {
        let header = slice::from_raw_parts(header, HEADER);
        let size = (word(header, 0)? == MAGIC).then(|| word(header, 20))??;
        slice::from_raw_parts(header.as_ptr().add(HEADER), usize::try_from(size).ok()?)
    };
    let mut rest = commands;
    while let (Some(kind), Some(size)) = (word(rest, 0), word(rest, 4)) {
        let size = usize::try_from(size).ok().filter(|size| *size >= 8)?;
        let command = rest.get(..size)?;
        match kind {
            SEGMENT => {
                let start = long(command, 24)?.wrapping_add(image.slide);
                let offset = long(command, 40)?;
                image.segments.push(Segment {
                    memory: start..start.wrapping_add(long(command, 32)?),
                    file: offset..offset.checked_add(long(command, 48)?)?,
                    protection: word(command, 60)?,
                });
            }
            FUNCTION_STARTS => {
                let start = usize::try_from(word(command, 8)?).ok()?;
                let size = usize::try_from(word(command, 12)?).ok()?;
                image.starts = Some(start..start.checked_add(size)?);
            }
            _ => {}
        }
        rest = &rest[size..];
    }
    Some(image)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_ne_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from_ne_bytes(*bytes.get(at..)?.first_chunk()?))
}
