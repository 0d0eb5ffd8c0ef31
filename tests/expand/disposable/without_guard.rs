/// A wrapper.
#[tenure::disposable]
#[derive(Debug)]
pub struct Connections<'a, T: tenure::Dispose, const N: usize>(
    #[dispose] pub [T; N],
    pub &'a str,
    #[dispose(take = drop)] pub Option<String>,
    pub tenure::DisposeStack<'a>,
);

/// Owns nothing.
#[tenure::disposable]
#[derive(Debug)]
pub struct Nothing;
