//! The members of one type, from all of its blocks.

#[cfg(feature = "eager")]
use std::any::TypeId;
use std::fmt;
use std::ops::Deref;

use super::Member;
use super::block::Block;

/// Lists the members of a type: those of each of its `impl` blocks with
/// [`#[members]`](macro@crate::members), and those that the named traits provide.
///
/// A trait that is named needs `#[members]` itself; what its own `impl` block does not declare is
/// shown as provided by the trait. Needs the feature `eager`, which is on by default, since the
/// linker collects the blocks.
///
/// ```
/// use tenure::{members, members_of};
///
/// struct Counter(u32);
///
/// #[members]
/// impl Counter {
///     pub fn new() -> Self {
///         Counter(0)
///     }
///     pub fn increment(&mut self) {
///         self.0 += 1;
///     }
/// }
///
/// let members = members_of!(Counter);
/// let kinds: Vec<_> = members.iter().map(|it| (it.name, it.kind.to_string())).collect();
/// assert_eq!(kinds, [("new", "static".into()), ("increment", "&mut self".into())]);
/// assert!(members.to_string().contains("&mut self"));
/// # Counter::new().increment();
/// ```
#[cfg(feature = "eager")]
#[macro_export]
macro_rules! members_of {
    ($ty:ty $(, $of:path)* $(,)?) => {
        $crate::members::Members::of::<$ty>(&[$($crate::__private::located!(
            [$of]
            <$ty as $of>::__put_the_attribute_members_on_this_trait()
        )),*])
    };
    ($($other:tt)*) => {
        $crate::__private::compile_error!(
            "`members_of!` takes a type, and behind it traits; write `members_of!(Config, Greet)`"
        )
    };
}

/// Without the feature nobody can find the blocks of a type.
#[cfg(not(feature = "eager"))]
#[macro_export]
macro_rules! members_of {
    ($($any:tt)*) => {
        $crate::__private::compile_error!(
            "`members_of!` needs the feature `eager` of `tenure`, with which the linker collects the \
             blocks of a type; turn it on"
        )
    };
}

/// What [`members_of!`](crate::members_of!) gives; `Display` draws the table.
#[derive(Clone, Debug)]
pub struct Members {
    /// The name of the type, with modules and arguments.
    pub name: &'static str,
    list: Vec<Provided>,
}

/// A member, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provided {
    /// The member as its block declares it.
    pub member: Member,
    /// The block: `impl Config`, `impl Greet for Config`, `trait Greet`.
    pub provided_by: &'static str,
    /// What the block has to do with it.
    pub origin: Origin,
}

/// What a block has to do with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is of the type itself.
    Inherent,
    /// An implementation of a trait declares it. Whether the trait has a default is known of those
    /// traits that `members_of!` was told.
    Implements,
    /// An implementation of a trait declares it in place of the default of the trait.
    Overrides,
    /// The trait provides it.
    Default,
    /// The trait declares it; the `impl` block has no `#[members]`, so whether it has another is not
    /// known.
    Declared,
}

impl Members {
    #[cfg(feature = "eager")]
    #[doc(hidden)]
    #[must_use]
    pub fn of<T: ?Sized + 'static>(traits: &[&'static Block]) -> Self {
        Members {
            name: std::any::type_name::<T>(),
            list: join(&super::block::of(TypeId::of::<T>()), traits),
        }
    }

    /// The member of that name; of an inherent and a trait's one the former, as in a call.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Provided> {
        self.list.iter().find(|provided| provided.name == name)
    }

    /// The members: those of the type itself, those of its implementations, those of traits.
    pub fn iter(&self) -> std::slice::Iter<'_, Provided> {
        self.list.iter()
    }
}

impl Deref for Provided {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.member
    }
}

impl<'a> IntoIterator for &'a Members {
    type Item = &'a Provided;
    type IntoIter = std::slice::Iter<'a, Provided>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Inherent blocks first, as in the resolution of a call; behind each implementation what its trait
/// adds.
#[cfg_attr(not(feature = "eager"), allow(dead_code))]
fn join(blocks: &[&'static Block], traits: &[&'static Block]) -> Vec<Provided> {
    let all = |block: &'static Block, origin: &dyn Fn(&Member) -> Option<Origin>| {
        let provide = |member: &Member| {
            let origin = origin(member)?;
            Some(Provided { member: *member, provided_by: block.text, origin })
        };
        block.members.iter().filter_map(provide).collect::<Vec<_>>()
    };
    let (inherent, implementations): (Vec<_>, Vec<_>) =
        blocks.iter().partition(|block| block.name.is_empty());
    let mut list = Vec::new();
    for block in inherent {
        list.extend(all(block, &|_| Some(Origin::Inherent)));
    }
    for block in &implementations {
        let declared = traits.iter().find(|declared| is_of(block, declared));
        list.extend(all(block, &|member| {
            let default = declared.and_then(|declared| find(declared, member));
            let overrides = default.is_some_and(|default| default.is_default);
            Some(if overrides { Origin::Overrides } else { Origin::Implements })
        }));
    }
    for declared in traits {
        let block = implementations.iter().find(|block| is_of(block, declared));
        list.extend(all(declared, &|member| match block {
            None => Some(Origin::Declared),
            Some(block) if find(block, member).is_none() => Some(Origin::Default),
            Some(_) => None,
        }));
    }
    list
}

/// Whether a block implements that trait: it is named so, and has nothing that the trait has not.
fn is_of(block: &Block, declared: &Block) -> bool {
    block.name == declared.name
        && block.members.iter().all(|member| find(declared, member).is_some())
}

/// The member of that name.
fn find(block: &Block, member: &Member) -> Option<&'static Member> {
    block.members.iter().find(|other| other.name == member.name)
}

impl fmt::Display for Members {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "members of {}", self.name)?;
        let width = |text: &dyn Fn(&Provided) -> usize, title: &str| {
            self.list.iter().map(text).max().unwrap_or_default().max(title.len())
        };
        let kinds = width(&|it| it.kind.to_string().chars().count(), "kind");
        let names = width(&|it| it.name.chars().count(), "name");
        let places = width(&|it| it.place().chars().count(), "from");
        if self.list.is_empty() {
            formatter.write_str(
                "\nnone is known; put `#[members]` on an `impl` block of it, or name a trait",
            )?;
        } else {
            write!(
                formatter,
                "\n{:kinds$}  {:names$}  {:places$}  declaration",
                "kind", "name", "from"
            )?;
        }
        for it in &self.list {
            let Member { name, kind, sig, .. } = it.member;
            write!(formatter, "\n{kind:kinds$}  {name:names$}  {:places$}  {sig}", it.place())?;
        }
        Ok(())
    }
}

impl Provided {
    /// The block, and what it does to that of another.
    fn place(&self) -> String {
        let block = self.provided_by;
        match self.origin {
            Origin::Inherent | Origin::Implements => block.to_owned(),
            Origin::Overrides => format!("{block} (overrides)"),
            Origin::Default => format!("{block} (default)"),
            Origin::Declared => format!("{block} (declared)"),
        }
    }
}
