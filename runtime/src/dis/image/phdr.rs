//! The program headers of what is loaded, as `dl_iterate_phdr` shows them.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::slice;

use super::{Image, Segment};

const PT_LOAD: u32 = 1;
const PT_GNU_EH_FRAME: u32 = 0x6474_e550;
const PT_GNU_RELRO: u32 = 0x6474_e552;
const PF_X: u32 = 1;
const PF_W: u32 = 2;
const PF_R: u32 = 4;

/// `Elf64_Phdr`.
#[cfg(target_pointer_width = "64")]
#[repr(C)]
struct ProgramHeader {
    kind: u32,
    flags: u32,
    offset: usize,
    address: usize,
    physical_address: usize,
    size_in_file: usize,
    size: usize,
    align: usize,
}

/// `Elf32_Phdr`.
#[cfg(target_pointer_width = "32")]
#[repr(C)]
struct ProgramHeader {
    kind: u32,
    offset: usize,
    address: usize,
    physical_address: usize,
    size_in_file: usize,
    size: usize,
    flags: u32,
    align: usize,
}

/// The start of `struct dl_phdr_info`, which every system has in common.
#[repr(C)]
struct Info {
    base: usize,
    name: *const c_char,
    headers: *const ProgramHeader,
    count: u16,
}

type Callback = unsafe extern "C" fn(*const Info, usize, *mut c_void) -> c_int;

unsafe extern "C" {
    fn dl_iterate_phdr(callback: Callback, data: *mut c_void) -> c_int;
}

struct Search<P> {
    wanted: P,
    found: Option<Image>,
}

/// The first image that is `wanted`.
pub(super) fn image<P: Fn(&Image) -> bool>(wanted: P) -> Option<Image> {
    let mut search = Search { wanted, found: None };
    // SAFETY: the signature is that of the C library; `look` gets back the `search` whose type it
    // is made for, and only during the call.
    unsafe { dl_iterate_phdr(look::<P>, (&raw mut search).cast()) };
    search.found
}

unsafe extern "C" fn look<P: Fn(&Image) -> bool>(
    info: *const Info,
    _: usize,
    search: *mut c_void,
) -> c_int {
    // SAFETY: `image` passed its `search`, of this type, and does not touch it meanwhile.
    let search = unsafe { &mut *search.cast::<Search<P>>() };
    // SAFETY: the C library passes the description of one image, which holds during the call.
    let image = unsafe { describe(&*info) };
    if !(search.wanted)(&image) {
        return 0;
    }
    search.found = Some(image);
    1
}

/// # Safety
///
/// `info` describes an image as the C library does.
unsafe fn describe(info: &Info) -> Image {
    // SAFETY: the name is null or ends with a zero, as the C library promises.
    let name = (!info.name.is_null()).then(|| unsafe { CStr::from_ptr(info.name) });
    let name = name.unwrap_or_default().to_string_lossy().into_owned();
    let mut image =
        Image { base: info.base, name, segments: Vec::new(), eh_frame_hdr: None, sealed: 0..0 };
    if info.headers.is_null() {
        return image;
    }
    // SAFETY: `count` headers stand there, as the C library promises.
    let headers = unsafe { slice::from_raw_parts(info.headers, usize::from(info.count)) };
    for header in headers {
        let start = info.base.wrapping_add(header.address);
        let memory = start..start.wrapping_add(header.size);
        match header.kind {
            PT_LOAD => image.segments.push(Segment {
                memory,
                offset: header.offset as u64,
                readable: header.flags & PF_R != 0,
                writable: header.flags & PF_W != 0,
                executable: header.flags & PF_X != 0,
            }),
            PT_GNU_EH_FRAME => image.eh_frame_hdr = Some(start),
            PT_GNU_RELRO => image.sealed = memory,
            _ => {}
        }
    }
    image
}
