//! A text that is put together in constant evaluation.

pub(crate) struct Message {
    buffer: [u8; 2048],
    length: usize,
}

impl Message {
    pub(crate) const fn new() -> Self {
        Message { buffer: [0; 2048], length: 0 }
    }

    /// `text` with a piece of code for each `{}`.
    pub(crate) const fn filled(text: &str, code: &[&str]) -> Self {
        let (mut message, mut rest, mut used) = (Message::new(), text.as_bytes(), 0);
        while let [first, others @ ..] = rest {
            rest = others;
            if let (b'{', [b'}', behind @ ..], true) = (*first, others, used < code.len()) {
                message.push_code(code[used]);
                used += 1;
                rest = behind;
            } else {
                message.push_byte(*first);
            }
        }
        message
    }

    pub(crate) const fn push(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        while let [first, others @ ..] = rest {
            self.push_byte(*first);
            rest = others;
        }
    }

    /// In decimal digits.
    pub(crate) const fn push_number(&mut self, number: usize) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        self.push_byte(b"0123456789"[number % 10]);
    }

    /// `Cell < u32 >` as a person would write it.
    pub(crate) const fn push_code(&mut self, code: &str) {
        let bytes = code.as_bytes();
        let mut index = 0;
        while index < bytes.len() {
            let byte = bytes[index];
            let kept = byte != b' ' || {
                let between_words = index > 0
                    && index + 1 < bytes.len()
                    && ends_a_word(bytes[index - 1])
                    && begins_a_word(bytes[index + 1]);
                between_words || (index > 0 && matches!(bytes[index - 1], b',' | b';'))
            };
            if kept {
                self.push_byte(byte);
            }
            index += 1;
        }
    }

    const fn push_byte(&mut self, byte: u8) {
        if self.length < self.buffer.len() {
            self.buffer[self.length] = byte;
            self.length += 1;
        }
    }

    pub(crate) const fn text(&self) -> &str {
        let (text, _) = self.buffer.split_at(self.length);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            // It was cut off inside a letter.
            Err(error) => match std::str::from_utf8(text.split_at(error.valid_up_to()).0) {
                Ok(text) => text,
                Err(_) => "",
            },
        }
    }
}

const fn ends_a_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'=' | b'>') || !byte.is_ascii()
}

const fn begins_a_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'=') || !byte.is_ascii()
}
