//! The types of a function that does nothing.

/// Mentions a type parameter. A function without a statement has its parameters for their bounds, and
/// with one of ours clippy would take them for forgotten.
#[inline(always)]
#[allow(clippy::extra_unused_type_parameters, clippy::inline_always)]
pub const fn mention<T: ?Sized>() {}
