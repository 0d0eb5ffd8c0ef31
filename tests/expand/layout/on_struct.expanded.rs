/// All kinds of fields.
#[repr(C)]
pub struct Mixed<'a, T: Clone, const N: usize>
where
    T: Default,
{
    /// A number.
    pub a: u8,
    /// A text.
    pub r#type: &'a str,
    /// More.
    pub values: [T; N],
}
#[automatically_derived]
impl<'a, T: Clone, const N: usize> ::tenure::Layout for Mixed<'a, T, N>
where
    T: Default,
{
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        fields: &[
            ::tenure::__private::field::<
                u8,
            >("a", "u8", ::tenure::__private::offset_of!(Self, a)),
            ::tenure::__private::field::<
                &'a str,
            >("type", "&'a str", ::tenure::__private::offset_of!(Self, r#type)),
            ::tenure::__private::field::<
                [T; N],
            >("values", "[T; N]", ::tenure::__private::offset_of!(Self, values)),
        ],
        ..::tenure::__private::whole::<
            Self,
        >("Mixed", ::tenure::layout::Kind::Struct, "C")
    };
}
/// A name.
pub struct Id(pub u32);
#[automatically_derived]
impl ::tenure::Layout for Id {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::TypeLayout {
        fields: &[
            ::tenure::__private::field::<
                u32,
            >("0", "u32", ::tenure::__private::offset_of!(Self, 0)),
        ],
        ..::tenure::__private::whole::<Self>("Id", ::tenure::layout::Kind::Tuple, "Rust")
    };
}
/// Nothing.
pub struct Unit;
#[automatically_derived]
impl ::tenure::Layout for Unit {
    const LAYOUT: &'static ::tenure::TypeLayout = &::tenure::__private::whole::<
        Self,
    >("Unit", ::tenure::layout::Kind::Unit, "Rust");
}
