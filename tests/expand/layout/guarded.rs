/// As small as can be.
#[derive(::tenure::Layout)]
#[layout(size = 16, max_size = 2 * 8, align = 8)]
#[layout(no_holes, max_waste = 8)]
pub struct Header<'a> {
    /// What it is of.
    pub of: core::marker::PhantomData<&'a ()>,
    /// How long.
    pub length: u64,
    /// Which one.
    pub kind: u8,
}

/// No variant is out of proportion.
#[derive(::tenure::Layout)]
#[layout(max_variant_ratio = 4, niche)]
pub enum Value {
    /// A number.
    Number(u64),
    /// A word.
    Word([u16; 3]),
}
