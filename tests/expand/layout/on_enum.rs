/// Its offsets are those of a value.
#[derive(::tenure::Layout)]
pub enum Shape<T> {
    /// No fields.
    Empty,
    /// Named fields.
    Circle {
        /// How large.
        radius: f64,
        /// What it is.
        what: T,
    },
    /// Fields without names.
    Line(u8, u16),
}

/// Its offsets are known.
#[derive(::tenure::Layout)]
#[repr(u8)]
pub enum Message {
    /// No fields.
    Quit,
    /// A text.
    Say(String),
}

/// Its offsets are those of C.
#[derive(::tenure::Layout)]
#[repr(C)]
pub enum Event {
    /// A key.
    Key(char),
    /// A click.
    Click {
        /// Where.
        place: (u32, u32),
    },
}

/// There is no value.
#[derive(::tenure::Layout)]
pub enum Never {}
