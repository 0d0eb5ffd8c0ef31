/// It never has a size.
pub struct Packet {
    /// How long the tail is.
    pub length: u16,
    /// The tail.
    pub tail: [u8],
}
#[automatically_derived]
impl ::tenure::Layout for Packet {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        fields: &[
            ::tenure::__private::field::<
                u16,
            >("length", "u16", ::tenure::__private::offset_of!(Self, length)),
            ::tenure::__private::tail!(Self, "tail", [u8], "[u8]"),
        ],
        ..::tenure::__private::whole_of!(
            Self, "Packet", ::tenure::layout::Kind::Struct, "Rust"
        )
    };
    fn layout_of_val(&self) -> ::tenure::layout::ValueLayout {
        let Self { length: field_length, tail: field_tail } = self;
        ::tenure::__private::value(
            self,
            <Self as ::tenure::Layout>::LAYOUT,
            0,
            &[
                ::tenure::__private::place(field_length),
                ::tenure::__private::place(field_tail),
            ],
        )
    }
}
/// It may have one.
pub struct Tagged<T: ?Sized> {
    /// A number.
    pub tag: u8,
    /// Anything.
    pub tail: T,
}
#[automatically_derived]
impl<T: ?Sized> ::tenure::Layout for Tagged<T> {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        fields: &[
            ::tenure::__private::field::<
                u8,
            >("tag", "u8", ::tenure::__private::offset_of!(Self, tag)),
            ::tenure::__private::tail!(Self, "tail", T, "T"),
        ],
        ..::tenure::__private::whole_of!(
            Self, "Tagged", ::tenure::layout::Kind::Struct, "Rust"
        )
    };
    fn layout_of_val(&self) -> ::tenure::layout::ValueLayout {
        let Self { tag: field_tag, tail: field_tail } = self;
        ::tenure::__private::value(
            self,
            <Self as ::tenure::Layout>::LAYOUT,
            0,
            &[
                ::tenure::__private::place(field_tag),
                ::tenure::__private::place(field_tail),
            ],
        )
    }
}
/// Whether it has one is not to be seen here.
pub struct File(pub u32, pub std::path::Path);
#[automatically_derived]
impl ::tenure::Layout for File {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        fields: &[
            ::tenure::__private::field::<
                u32,
            >("0", "u32", ::tenure::__private::offset_of!(Self, 0)),
            ::tenure::__private::tail!(Self, "1", std::path::Path, "std::path::Path"),
        ],
        ..::tenure::__private::whole_of!(
            Self, "File", ::tenure::layout::Kind::Tuple, "Rust"
        )
    };
    fn layout_of_val(&self) -> ::tenure::layout::ValueLayout {
        let Self(field_0, field_1) = self;
        ::tenure::__private::value(
            self,
            <Self as ::tenure::Layout>::LAYOUT,
            0,
            &[::tenure::__private::place(field_0), ::tenure::__private::place(field_1)],
        )
    }
}
#[automatically_derived]
impl ::tenure::__private::Tail for File
where
    for<'tail> std::path::Path: ::tenure::__private::Sized,
{
    const FIELD: ::tenure::__private::Field = ::tenure::__private::field::<
        std::path::Path,
    >("1", "std::path::Path", ::tenure::__private::offset_of!(Self, 1));
}
