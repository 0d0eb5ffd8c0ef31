//! The blocks that carry `#[members]`.

use std::any::TypeId;
use std::panic::Location;

use super::{Member, MemberKind};

/// An `impl` block or a trait.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// `impl Config`, `impl Greet for Config`, `trait Greet`.
    pub text: &'static str,
    /// The name of the trait, if there is one.
    pub name: &'static str,
    /// What it declares, in order.
    pub members: &'static [Member],
}

/// An `impl` block, found by its type.
#[derive(Clone, Copy, Debug)]
pub struct Registered {
    /// The type.
    pub ty: fn() -> TypeId,
    /// What it declares of it.
    pub block: Block,
}

/// Which type a block is of.
#[must_use]
pub fn type_id<T: ?Sized + 'static>() -> TypeId {
    TypeId::of::<T>()
}

/// Where a member is declared.
#[derive(Clone, Copy, Debug)]
pub struct Declared;

/// Makes members: as a method, because of that the compiler tells the line of the name.
pub const DECLARED: Declared = Declared;

// It is a method for the sake of its place.
#[allow(clippy::unused_self)]
impl Declared {
    /// What every member has.
    #[must_use]
    #[track_caller]
    pub const fn member(self, name: &'static str, kind: MemberKind, sig: &'static str) -> Member {
        let place = Location::caller();
        Member {
            name,
            kind,
            sig,
            vis: "",
            asyncness: false,
            unsafety: false,
            is_default: false,
            doc: "",
            deprecated: None,
            file: place.file(),
            line: place.line(),
        }
    }
}

#[cfg(feature = "eager")]
inventory::collect!(Registered);

/// The blocks of a type, in the order of their places.
#[cfg(feature = "eager")]
pub(super) fn of(ty: TypeId) -> Vec<&'static Block> {
    let all = inventory::iter::<Registered>.into_iter();
    let mut found: Vec<_> =
        all.filter(|listed| (listed.ty)() == ty).map(|listed| &listed.block).collect();
    // The linker decides on their order.
    found.sort_by_key(|block| {
        let first = block.members.first();
        (first.map(|member| member.file), first.map(|member| member.line), block.text)
    });
    found
}

/// Hands a block to the linker.
#[cfg(feature = "eager")]
#[doc(hidden)]
#[macro_export]
macro_rules! __registered {
    ($block:ident) => {
        $crate::__private::submit! { $block }
    };
}

/// Without the feature nothing is listed, only looked at; `members_of!` says so.
#[cfg(not(feature = "eager"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __registered {
    ($block:ident) => {
        const _: $crate::__private::Registered = $block;
    };
}
