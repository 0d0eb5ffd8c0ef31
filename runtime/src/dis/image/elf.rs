//! ELF: the program and the libraries that the dynamic linker has loaded.

#[path = "eh_frame.rs"]
mod eh_frame;
#[path = "phdr.rs"]
mod phdr;

use std::borrow::Cow;
use std::fs::File;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::{ptr, slice};

use crate::dis::extent::ExtentFrom;
use crate::dis::problem::Problem;

/// One program or library in memory.
#[derive(Debug)]
pub(crate) struct Image {
    /// What is added to the addresses in the file.
    base: usize,
    /// Empty for the program itself.
    name: String,
    segments: Vec<Segment>,
    /// Where the table of the unwinder lies.
    eh_frame_hdr: Option<usize>,
    /// Written by the dynamic linker and then sealed.
    sealed: Range<usize>,
}

/// A part of the file that lies in memory.
#[derive(Debug)]
struct Segment {
    memory: Range<usize>,
    /// Where it starts in the file.
    offset: u64,
    readable: bool,
    writable: bool,
    executable: bool,
}

impl Image {
    /// The one that has `address` in it, be it code or data.
    pub(crate) fn of(address: usize) -> Option<Self> {
        phdr::image(|image| image.segment(address).is_some())
    }

    /// The one whose code lies at `address`.
    pub(crate) fn of_code(address: usize) -> Result<Self, Problem> {
        let executable = |image: &Image| image.segment(address).is_some_and(|it| it.executable);
        let image = Image::of(address).filter(executable).ok_or(Problem::NotCode)?;
        if image.code(address).is_empty() { Err(Problem::Unreadable) } else { Ok(image) }
    }

    fn segment(&self, address: usize) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.memory.contains(&address))
    }

    /// What lies behind `address`, up to the end of its segment; from the file where the processor
    /// may run the code but nobody may read it.
    pub(crate) fn code(&self, address: usize) -> Cow<'_, [u8]> {
        match self.segment(address) {
            Some(segment) if segment.readable => Cow::Borrowed(self.memory(address)),
            Some(segment) => Cow::Owned(self.read_file(segment, address).unwrap_or_default()),
            None => Cow::Borrowed(&[]),
        }
    }

    /// What lies behind `address`, if it can be read and nobody may write it.
    fn memory(&self, address: usize) -> &[u8] {
        let constant = self.segment(address).filter(|it| it.readable && !it.writable);
        let Some(segment) = constant else { return &[] };
        let start = ptr::with_exposed_provenance(address);
        // SAFETY: the dynamic linker mapped the segment readable, and nobody writes to what is
        // mapped without that right. It stays as long as the function that was asked for can be
        // called, which its caller keeps: the image outlives the call of `dis!` that made this.
        unsafe { slice::from_raw_parts(start, segment.memory.end - address) }
    }

    fn read_file(&self, segment: &Segment, address: usize) -> Option<Vec<u8>> {
        /// A function that is longer is cut off.
        const MOST: usize = 1 << 20;

        let start = address - segment.memory.start;
        let mut bytes = vec![0; (segment.memory.end - address).min(MOST)];
        let file = File::open(self.file()?).ok()?;
        file.read_exact_at(&mut bytes, segment.offset + start as u64).ok()?;
        Some(bytes)
    }

    /// The size of the function that starts at `address`, by the table of the unwinder.
    pub(crate) fn extent(&self, address: usize) -> Option<(usize, ExtentFrom)> {
        let function = eh_frame::function(self.eh_frame_hdr?, address, |at| self.memory(at))?;
        let size = function.end - function.start;
        (function.start == address).then_some((size, ExtentFrom::Unwind))
    }

    /// The address that the dynamic linker wrote to a place that nobody can write to any more.
    pub(crate) fn constant(&self, slot: usize) -> Option<usize> {
        let end = slot.checked_add(size_of::<usize>())?;
        let sealed = self.sealed.contains(&slot) && end <= self.sealed.end;
        if !sealed || slot % align_of::<usize>() != 0 {
            return None;
        }
        // SAFETY: `PT_GNU_RELRO` is part of a segment that is mapped readable, the address is
        // aligned, and the dynamic linker has taken the right to write away from everybody.
        Some(unsafe { ptr::with_exposed_provenance::<usize>(slot).read() })
    }

    /// What is added to the addresses in the file.
    pub(crate) fn base(&self) -> usize {
        self.base
    }

    /// The file that it was loaded from.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        if !self.name.is_empty() {
            return Some(self.name.clone().into());
        }
        // The name may by now be that of another file; this is the one that runs.
        let running = PathBuf::from("/proc/self/exe");
        if running.exists() { Some(running) } else { std::env::current_exe().ok() }
    }
}
