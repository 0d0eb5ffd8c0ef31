//! Numbers and texts as bytes, the same in temporary files and in the index.

use std::io::{self, BufRead, Read as _};

/// Appends `number` in groups of seven bits, the lowest first; all but the last have the top bit.
pub(crate) fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// Appends the length of `text` in bytes and then its bytes.
pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

/// Reads what [`put_number`] wrote.
pub(crate) fn number(input: &mut impl BufRead) -> io::Result<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let mut byte = [0];
        input.read_exact(&mut byte)?;
        number |= u64::from(byte[0] & 0x7f) << shift;
        if byte[0] < 0x80 {
            return Ok(number);
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

/// Reads a number that stands for a file or a count.
pub(crate) fn small_number(input: &mut impl BufRead) -> io::Result<u32> {
    u32::try_from(number(input)?).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Reads what [`put_text`] wrote.
pub(crate) fn text(input: &mut impl BufRead) -> io::Result<String> {
    let length = number(input)?;
    let mut text = String::new();
    // `take` and not a buffer of `length`: in a damaged file the length may be any number.
    input.take(length).read_to_string(&mut text)?;
    if text.len() as u64 == length { Ok(text) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Whether nothing is left to read.
pub(crate) fn at_end(input: &mut impl BufRead) -> io::Result<bool> {
    Ok(input.fill_buf()?.is_empty())
}
