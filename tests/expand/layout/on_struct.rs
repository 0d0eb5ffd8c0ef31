/// All kinds of fields.
#[derive(::tenure::Layout)]
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

/// A name.
#[derive(::tenure::Layout)]
pub struct Id(pub u32);

/// Nothing.
#[derive(::tenure::Layout)]
pub struct Unit;
