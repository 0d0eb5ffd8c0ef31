/// It never has a size.
#[derive(::tenure::Layout)]
pub struct Packet {
    /// How long the tail is.
    pub length: u16,
    /// The tail.
    pub tail: [u8],
}

/// It may have one.
#[derive(::tenure::Layout)]
pub struct Tagged<T: ?Sized> {
    /// A number.
    pub tag: u8,
    /// Anything.
    pub tail: T,
}

/// Whether it has one is not to be seen here.
#[derive(::tenure::Layout)]
pub struct File(pub u32, pub std::path::Path);
