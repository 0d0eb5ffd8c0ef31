// Declarations alone: the test compiles them once more and has rustc print what it makes of them.

#[derive(Layout)]
pub struct Mixed { a: u8, b: u64, c: u16, d: String, e: Option<Box<u8>> }

#[derive(Layout)]
#[repr(C)]
pub struct MixedC { a: u8, b: u64, c: u16, d: String, e: Option<Box<u8>>, f: () }

#[derive(Layout)]
pub struct Pair<A, B>(A, B);

#[derive(Layout)]
#[repr(C, packed(2))]
pub struct Packed { a: u8, b: u64, c: u32 }

#[derive(Layout)]
#[repr(align(32))]
pub struct Aligned { a: u16, b: [u32; 3], r#type: bool }

#[derive(Layout)]
#[repr(transparent)]
pub struct Transparent(u64, ());

#[derive(Layout)]
pub union Word { a: u8, b: [u16; 3], c: u32 }

#[derive(Layout)]
#[repr(u8)]
pub enum Tagged { A, B(u8, u32), C([u8; 100]), D { x: u64, y: u8 } }

#[derive(Layout)]
#[repr(i16)]
pub enum Short { A(u8), B { x: u8, y: u16, z: u8 }, C(Box<u8>, u8) }

#[derive(Layout)]
#[repr(C)]
pub enum InC { A, B(u8, u32), D { x: u64, y: u8 } }

#[derive(Layout)]
#[repr(C, u16)]
pub enum InCShort { A(u8, u16), B(u32), C { x: u8 } }

#[derive(Layout)]
#[repr(usize)]
pub enum Wide { A(u8), B(u64, u8) }

#[derive(Layout)]
pub enum Plain { One, Two }

#[derive(Layout)]
pub enum Free { A, B(u8), C([u8; 100]), D { x: u32, y: u8 } }

#[derive(Layout)]
pub enum Niche { A(Box<u8>, u16), B, C(u8) }

pub struct Used(
    pub Mixed, pub MixedC, pub Pair<u8, u32>, pub Pair<[u16; 3], Option<u8>>, pub Packed,
    pub Aligned, pub Transparent, pub Word, pub Tagged, pub Short, pub InC, pub InCShort, pub Wide,
    pub Plain, pub Free, pub Niche,
);
