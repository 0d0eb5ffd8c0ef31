//! Functions of the user with the name of one that the singleton gets.

use syn::ext::IdentExt as _;

use super::{Keeping, Maker, Model, Written};
use crate::support::errors::Errors;
use crate::support::function::Function;

/// `fn instance()` in the block: rustc would say so of that function, and of every call of it.
pub(super) fn check(model: &Model, errors: &mut Errors) {
    let Written::Impl { functions } = &model.written else { return };
    if matches!(&model.maker, Maker::Constructor { of_trait: Some(_), .. }) {
        return;
    }
    let gets = |function: &&Function| gets(model.keeping).iter().any(|it| has_name(function, it));
    for function in functions.iter().filter(gets) {
        let (ident, ty) = (&function.sig.ident, &model.name);
        errors.report(
            ident,
            format!(
                "`{ty}` gets its `{ident}` from `#[singleton]`; give this function another name"
            ),
        );
    }
}

/// The functions that the type gets.
fn gets(keeping: Keeping) -> &'static [&'static str] {
    match keeping {
        Keeping::Process | Keeping::Thread => &["instance", "try_instance"],
        Keeping::Managed => &["instance", "try_instance", "dispose"],
    }
}

/// Whether the function has that name, and is there whatever is configured.
pub(super) fn has_name(function: &Function, name: &str) -> bool {
    function.sig.ident.unraw() == name && function.cfgs().next().is_none()
}
