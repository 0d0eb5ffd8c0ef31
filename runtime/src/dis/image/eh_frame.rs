//! `.eh_frame_hdr` and `.eh_frame`: where each function starts and ends, for the unwinder.
//!
//! The formats are those of the Linux Standard Base (Core, chapters 10.6 and 10.7). Where the
//! sorted table is missing or written in another way than linkers do, the frames are read one after
//! the other.

#[path = "cursor.rs"]
mod cursor;

use std::ops::Range;

use cursor::Cursor;

/// Relative to the start of the header, four bytes with a sign: the one way in which linkers write
/// the table, since only entries of one size can be searched.
const SORTED: u8 = 0x3b;
const OMITTED: u8 = 0xff;
const VERSION: u8 = 1;

/// The extent of the function that has `address` in it. `memory` gives what lies behind an address.
pub(super) fn function<'a>(
    header: usize,
    address: usize,
    memory: impl Fn(usize) -> &'a [u8],
) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(memory(header), header);
    let (version, frames, count, table) =
        (cursor.byte()?, cursor.byte()?, cursor.byte()?, cursor.byte()?);
    if version != VERSION {
        return None;
    }
    let frames = cursor.pointer(frames, header)?;
    let found = if table == SORTED && count != OMITTED {
        let count = cursor.pointer(count, header)?;
        let frame = search(cursor.rest(), count, header, address)?;
        extent(frame, &memory)
    } else {
        scan(frames, address, &memory)
    };
    found.filter(|function| function.contains(&address))
}

/// The frame of the last function that starts at or in front of `address`.
fn search(table: &[u8], count: usize, header: usize, address: usize) -> Option<usize> {
    /// The start of a function and its frame.
    const ENTRY: usize = 8;

    let place = |entry: usize, half: usize| {
        let at = entry * ENTRY + half;
        let bytes = table.get(at..at + 4)?.try_into().ok()?;
        Some(header.wrapping_add_signed(i32::from_ne_bytes(bytes) as isize))
    };
    let (mut low, mut high) = (0, count.min(table.len() / ENTRY));
    while low < high {
        let middle = low.midpoint(high);
        if place(middle, 0)? <= address { low = middle + 1 } else { high = middle }
    }
    place(low.checked_sub(1)?, 4)
}

/// One frame after the other, for a table that cannot be searched.
fn scan<'a>(
    frames: usize,
    address: usize,
    memory: &impl Fn(usize) -> &'a [u8],
) -> Option<Range<usize>> {
    let mut at = frames;
    loop {
        let mut cursor = Cursor::new(memory(at), at);
        let end = cursor.length()?;
        let function = extent(at, memory);
        if let Some(function) = function.filter(|function| function.contains(&address)) {
            return Some(function);
        }
        at = end;
    }
}

/// The extent that a frame (an FDE) describes; none for what is not a frame, as for a CIE.
fn extent<'a>(frame: usize, memory: &impl Fn(usize) -> &'a [u8]) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(memory(frame), frame);
    cursor.length()?;
    let here = cursor.address();
    // A CIE has zero here, a frame how far back its CIE stands.
    let back = cursor.half()?;
    let encoding = (back != 0).then(|| encoding(here.checked_sub(back)?, memory))??;
    let start = cursor.pointer(encoding, 0)?;
    // The length has the same size, and is relative to nothing.
    let size = cursor.pointer(encoding & 0x0f, 0)?;
    Some(start..start.checked_add(size)?)
}

/// How the CIE says that addresses are written.
fn encoding<'a>(cie: usize, memory: &impl Fn(usize) -> &'a [u8]) -> Option<u8> {
    const ABSOLUTE: u8 = 0;

    let mut cursor = Cursor::new(memory(cie), cie);
    cursor.length()?;
    let (zero, version) = (cursor.half()?, cursor.byte()?);
    if zero != 0 || !matches!(version, 1 | 3) {
        return None;
    }
    let augmentation = cursor.text()?;
    let Some(letters) = augmentation.strip_prefix(b"z") else {
        return augmentation.is_empty().then_some(ABSOLUTE);
    };
    let _code_alignment = cursor.leb()?;
    let _data_alignment = cursor.leb()?;
    let _return_register = if version == 1 { cursor.byte()?.into() } else { cursor.leb()? };
    let _length = cursor.leb()?;
    for letter in letters {
        match letter {
            b'R' => return cursor.byte(),
            // The personality; how it is written, and it.
            b'P' => {
                let encoding = cursor.byte()?;
                cursor.pointer(encoding & !0x80, 0)?;
            }
            b'L' => _ = cursor.byte()?,
            b'S' | b'B' | b'G' => {}
            _ => return None,
        }
    }
    Some(ABSOLUTE)
}

#[cfg(test)]
mod tests {
    use super::super::Image;
    use super::{OMITTED, SORTED, function};

    fn function_of_this_test() {}

    /// The table of this very program, and where its header lies.
    fn with_header(test: impl Fn(&Image, usize, usize)) {
        let address = (function_of_this_test as *const ()).expose_provenance();
        let image = Image::of_code(address).expect("code");
        let header = image.eh_frame_hdr.expect("the table of the unwinder");
        test(&image, header, address);
    }

    #[test]
    fn a_function_is_found_from_each_of_its_bytes() {
        with_header(|image, header, address| {
            let find = |at| function(header, at, |at| image.memory(at));
            let extent = find(address).expect("an extent");
            assert_eq!(extent.start, address);
            assert!(extent.clone().all(|at| find(at).as_ref() == Some(&extent)));
            assert_ne!(find(extent.end), Some(extent.clone()));
            assert_ne!(find(extent.start - 1), Some(extent));
        });
    }

    #[test]
    fn a_table_that_cannot_be_searched_is_read_from_its_start() {
        with_header(|image, header, address| {
            let expected = function(header, address, |at| image.memory(at));
            assert!(expected.is_some());
            let mut unsorted = image.memory(header)[..12].to_vec();
            assert_eq!(unsorted[3], SORTED);
            for (count, table) in [(OMITTED, OMITTED), (unsorted[2], 0x3c), (OMITTED, SORTED)] {
                (unsorted[2], unsorted[3]) = (count, table);
                let memory = |at| if at == header { &unsorted } else { image.memory(at) };
                assert_eq!(function(header, address, memory), expected);
            }
        });
    }

    #[test]
    fn what_is_no_table_is_none() {
        with_header(|image, header, address| {
            let real = image.memory(header);
            let mut wrong = real[..12].to_vec();
            wrong[0] = 2;
            let memory = |at| if at == header { &wrong[..] } else { image.memory(at) };
            assert_eq!(function(header, address, memory), None);
            // Cut off anywhere, it is still nothing that panics.
            for length in 0..64 {
                let memory = |at| if at == header { &real[..length] } else { image.memory(at) };
                _ = function(header, address, memory);
                let memory = |at| {
                    let bytes = image.memory(at);
                    if at == header { bytes } else { &bytes[..bytes.len().min(length)] }
                };
                _ = function(header, address, memory);
            }
            assert_eq!(function(header, address, |_| &[]), None);
        });
    }
}
