//! Reads the numbers of an unwind table, one behind the other.

/// A place in bytes of which the address is known.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    address: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], address: usize) -> Self {
        Cursor { bytes, address }
    }

    /// Where it stands.
    pub(super) fn address(&self) -> usize {
        self.address
    }

    pub(super) fn rest(self) -> &'a [u8] {
        self.bytes
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        self.address = self.address.checked_add(N)?;
        Some(*taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take().map(|[byte]| byte)
    }

    /// Four bytes.
    pub(super) fn half(&mut self) -> Option<usize> {
        usize::try_from(u32::from_ne_bytes(self.take()?)).ok()
    }

    /// The length in front of a record, as the address of its end; none behind the last record. A
    /// length of eight bytes is written by nobody.
    pub(super) fn length(&mut self) -> Option<usize> {
        const LAST: usize = 0;
        const EIGHT_BYTES: usize = 0xffff_ffff;

        let length = self.half().filter(|length| ![LAST, EIGHT_BYTES].contains(length))?;
        self.address.checked_add(length)
    }

    /// Text up to its zero.
    pub(super) fn text(&mut self) -> Option<&'a [u8]> {
        let end = self.bytes.iter().position(|byte| *byte == 0)?;
        let (text, rest) = self.bytes.split_at(end);
        self.bytes = &rest[1..];
        self.address = self.address.checked_add(end + 1)?;
        Some(text)
    }

    /// A number of seven bits in each byte; its sign is not asked for.
    pub(super) fn leb(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0_u32);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
    }

    /// An address in the encoding that a byte of the table names; `header` is what the data of that
    /// table is relative to.
    pub(super) fn pointer(&mut self, encoding: u8, header: usize) -> Option<usize> {
        const INDIRECT: u8 = 0x80;

        let here = self.address;
        let base = match encoding & 0x70 {
            0x00 => 0,
            0x10 => here,
            0x30 => header,
            _ => return None,
        };
        if encoding & INDIRECT != 0 {
            return None;
        }
        // Addresses of this process fit; a distance with a sign wraps around to where it leads.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let value = match encoding & 0x0f {
            0x00 => usize::from_ne_bytes(self.take()?),
            0x01 => self.leb()?,
            0x02 => usize::from(u16::from_ne_bytes(self.take()?)),
            0x03 => self.half()?,
            0x04 => u64::from_ne_bytes(self.take()?) as usize,
            0x0a => i16::from_ne_bytes(self.take()?) as usize,
            0x0b => i32::from_ne_bytes(self.take()?) as usize,
            0x0c => i64::from_ne_bytes(self.take()?) as usize,
            _ => return None,
        };
        Some(base.wrapping_add(value))
    }
}
