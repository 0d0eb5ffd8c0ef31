//! Types whose values have no size that the compiler knows.

use quote::ToTokens as _;
use syn::{Data, Type};

use super::{Model, Written};
use crate::support::errors::Errors;
use crate::support::owned::owner;
use crate::support::spelling::compact;

/// `struct Text(str)`: nothing could hold the value, and rustc would say so at each place.
pub(super) fn check(model: &Model, errors: &mut Errors) {
    let Written::Type { data, .. } = &model.written else { return };
    if let Some((ty, owner)) = without(data) {
        let (name, written) = (&model.name, compact(&ty.to_token_stream()));
        errors.report(
            ty,
            format!(
                "`{name}` has no size, so it cannot be a singleton; write `{owner}` for `{written}`"
            ),
        );
    }
}

/// The field without a size, and what owns such a value. Only the last one may be such.
pub(super) fn without(data: &Data) -> Option<(&Type, String)> {
    let Data::Struct(data) = data else { return None };
    let ty = &data.fields.iter().last()?.ty;
    Some((ty, owner(ty)?))
}
