/// As small as can be.
pub struct Header<'a> {
    /// What it is of.
    pub of: core::marker::PhantomData<&'a ()>,
    /// How long.
    pub length: u64,
    /// Which one.
    pub kind: u8,
}
#[automatically_derived]
impl<'a> ::tenure::Layout for Header<'a> {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        fields: &[
            ::tenure::__private::field::<
                core::marker::PhantomData<&'a ()>,
            >(
                "of",
                "core::marker::PhantomData<&'a ()>",
                ::tenure::__private::offset_of!(Self, of),
            ),
            ::tenure::__private::field::<
                u64,
            >("length", "u64", ::tenure::__private::offset_of!(Self, length)),
            ::tenure::__private::field::<
                u8,
            >("kind", "u8", ::tenure::__private::offset_of!(Self, kind)),
        ],
        ..::tenure::__private::whole::<
            Self,
        >("Header", ::tenure::layout::Kind::Struct, "Rust")
    };
}
const _: () = <Header<'static> as ::tenure::Layout>::LAYOUT
    .keep(::tenure::__private::Guard::Size(::tenure::__private::Limit::Exactly(16)));
const _: () = <Header<'static> as ::tenure::Layout>::LAYOUT
    .keep(::tenure::__private::Guard::Size(::tenure::__private::Limit::AtMost(2 * 8)));
const _: () = <Header<'static> as ::tenure::Layout>::LAYOUT
    .keep(::tenure::__private::Guard::Align(::tenure::__private::Limit::Exactly(8)));
const _: () = <Header<'static> as ::tenure::Layout>::LAYOUT
    .keep(::tenure::__private::Guard::NoHoles);
const _: () = <Header<'static> as ::tenure::Layout>::LAYOUT
    .keep(::tenure::__private::Guard::Waste(::tenure::__private::Limit::AtMost(8)));
/// No variant is out of proportion.
pub enum Value {
    /// A number.
    Number(u64),
    /// A word.
    Word([u16; 3]),
}
#[automatically_derived]
impl ::tenure::Layout for Value {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        variants: &[
            ::tenure::layout::Variant {
                name: "Number",
                fields: &[::tenure::__private::inside::<u64>("0", "u64")],
            },
            ::tenure::layout::Variant {
                name: "Word",
                fields: &[::tenure::__private::inside::<[u16; 3]>("0", "[u16; 3]")],
            },
        ],
        ..::tenure::__private::Tag::Unknown.whole::<Self>("Value", "Rust")
    };
    fn layout_of_val(&self) -> ::tenure::layout::ValueLayout {
        match self {
            Self::Number(field_0) => {
                ::tenure::__private::value(
                    self,
                    <Self as ::tenure::Layout>::LAYOUT,
                    0,
                    &[::tenure::__private::place(field_0)],
                )
            }
            Self::Word(field_0) => {
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
const _: () = <Value as ::tenure::Layout>::LAYOUT
    .keep(::tenure::__private::Guard::VariantRatio(4));
const _: () = <Value as ::tenure::Layout>::LAYOUT
    .keep(::tenure::__private::Guard::Niche);
