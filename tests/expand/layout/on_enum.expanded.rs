/// Its offsets are those of a value.
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
#[automatically_derived]
impl<T> ::tenure::Layout for Shape<T> {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        variants: &[
            ::tenure::layout::Variant {
                name: "Empty",
                fields: &[],
            },
            ::tenure::layout::Variant {
                name: "Circle",
                fields: &[
                    ::tenure::__private::inside::<f64>("radius", "f64"),
                    ::tenure::__private::inside::<T>("what", "T"),
                ],
            },
            ::tenure::layout::Variant {
                name: "Line",
                fields: &[
                    ::tenure::__private::inside::<u8>("0", "u8"),
                    ::tenure::__private::inside::<u16>("1", "u16"),
                ],
            },
        ],
        ..::tenure::__private::Tag::Unknown.whole::<Self>("Shape", "Rust")
    };
    fn layout_of_val(&self) -> ::tenure::layout::ValueLayout {
        match self {
            Self::Empty => {
                ::tenure::__private::value(
                    self,
                    <Self as ::tenure::Layout>::LAYOUT,
                    0,
                    &[],
                )
            }
            Self::Circle { radius: field_radius, what: field_what } => {
                ::tenure::__private::value(
                    self,
                    <Self as ::tenure::Layout>::LAYOUT,
                    1,
                    &[
                        ::tenure::__private::place(field_radius),
                        ::tenure::__private::place(field_what),
                    ],
                )
            }
            Self::Line(field_0, field_1) => {
                ::tenure::__private::value(
                    self,
                    <Self as ::tenure::Layout>::LAYOUT,
                    2,
                    &[
                        ::tenure::__private::place(field_0),
                        ::tenure::__private::place(field_1),
                    ],
                )
            }
        }
    }
}
/// Its offsets are known.
#[repr(u8)]
pub enum Message {
    /// No fields.
    Quit,
    /// A text.
    Say(String),
}
#[automatically_derived]
impl ::tenure::Layout for Message {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        variants: &[
            ::tenure::layout::Variant {
                name: "Quit",
                fields: &[],
            },
            ::tenure::layout::Variant {
                name: "Say",
                fields: &::tenure::__private::Tag::Bytes(1)
                    .in_struct([::tenure::__private::inside::<String>("0", "String")]),
            },
        ],
        ..::tenure::__private::Tag::Bytes(1).whole::<Self>("Message", "u8")
    };
    fn layout_of_val(&self) -> ::tenure::layout::ValueLayout {
        match self {
            Self::Quit => {
                ::tenure::__private::value(
                    self,
                    <Self as ::tenure::Layout>::LAYOUT,
                    0,
                    &[],
                )
            }
            Self::Say(field_0) => {
                ::tenure::__private::value(
                    self,
                    <Self as ::tenure::Layout>::LAYOUT,
                    1,
                    &[::tenure::__private::place(field_0)],
                )
            }
        }
    }
}
/// Its offsets are those of C.
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
#[automatically_derived]
impl ::tenure::Layout for Event {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        variants: &[
            ::tenure::layout::Variant {
                name: "Key",
                fields: &::tenure::__private::Tag::Int
                    .in_union::<
                        Self,
                        _,
                    >([::tenure::__private::inside::<char>("0", "char")]),
            },
            ::tenure::layout::Variant {
                name: "Click",
                fields: &::tenure::__private::Tag::Int
                    .in_union::<
                        Self,
                        _,
                    >([::tenure::__private::inside::<(u32, u32)>("place", "(u32, u32)")]),
            },
        ],
        ..::tenure::__private::Tag::Int.whole::<Self>("Event", "C")
    };
    fn layout_of_val(&self) -> ::tenure::layout::ValueLayout {
        match self {
            Self::Key(field_0) => {
                ::tenure::__private::value(
                    self,
                    <Self as ::tenure::Layout>::LAYOUT,
                    0,
                    &[::tenure::__private::place(field_0)],
                )
            }
            Self::Click { place: field_place } => {
                ::tenure::__private::value(
                    self,
                    <Self as ::tenure::Layout>::LAYOUT,
                    1,
                    &[::tenure::__private::place(field_place)],
                )
            }
        }
    }
}
/// There is no value.
pub enum Never {}
#[automatically_derived]
impl ::tenure::Layout for Never {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        variants: &[],
        ..::tenure::__private::Tag::Alone.whole::<Self>("Never", "Rust")
    };
    fn layout_of_val(&self) -> ::tenure::layout::ValueLayout {
        match *self {}
    }
}
