//! What a member is, read from its declaration.

use proc_macro2::Ident;
use quote::{ToTokens, quote};
use syn::{
    Attribute, FnArg, ImplItemConst, ImplItemType, Receiver, ReceiverKind, Safety, Signature,
    TraitItemConst, TraitItemType, Type,
};

use super::{Kind, Member};
use crate::support::function::Function;
use crate::support::spelling::compact;

pub(super) fn of_function(function: &Function, in_trait: bool) -> Member {
    let Signature { ident, asyncness, safety, inputs, .. } = &function.sig;
    Member {
        kind: match inputs.first() {
            Some(FnArg::Receiver(receiver)) => of_receiver(receiver),
            _ => Kind::Static,
        },
        asyncness: asyncness.is_some(),
        unsafety: matches!(safety, Safety::Unsafe(_)),
        is_default: in_trait && function.body.is_some(),
        ..plain(ident, &function.attrs, &function.vis, Kind::Static, &function.sig)
    }
}

/// `&self`, `self: &Self` and `self: &'a Self` are the same.
fn of_receiver(receiver: &Receiver) -> Kind {
    let is_self = |ty: &Type| matches!(ty, Type::Path(path) if path.path.is_ident("Self"));
    let ty = match &receiver.kind {
        ReceiverKind::Reference(.., None) => return Kind::Ref,
        ReceiverKind::Reference(.., Some(_)) => return Kind::Mut,
        ReceiverKind::Typed(_, ty) => ty,
        _ => return Kind::Own,
    };
    match &**ty {
        ty if is_self(ty) => Kind::Own,
        Type::Reference(to) if is_self(&to.elem) && to.mutability.is_some() => Kind::Mut,
        Type::Reference(to) if is_self(&to.elem) => Kind::Ref,
        ty => Kind::Other(compact(&ty.to_token_stream())),
    }
}

pub(super) fn of_impl_const(item: ImplItemConst) -> Member {
    let ImplItemConst { attrs, vis, ident, ty, .. } = item;
    plain(&ident, &attrs, &vis, Kind::Const, &quote!(const #ident: #ty))
}

pub(super) fn of_impl_type(item: ImplItemType) -> Member {
    let ImplItemType { attrs, vis, ident, generics, ty, .. } = item;
    plain(&ident, &attrs, &vis, Kind::Type, &quote!(type #ident #generics = #ty))
}

pub(super) fn of_trait_const(item: TraitItemConst) -> Member {
    let TraitItemConst { attrs, ident, ty, default, .. } = item;
    let sig = quote!(const #ident: #ty);
    Member { is_default: default.is_some(), ..plain(&ident, &attrs, &quote!(), Kind::Const, &sig) }
}

pub(super) fn of_trait_type(item: TraitItemType) -> Member {
    let TraitItemType { attrs, ident, generics, colon_token, bounds, default, .. } = item;
    let sig = quote!(type #ident #generics #colon_token #bounds);
    Member { is_default: default.is_some(), ..plain(&ident, &attrs, &quote!(), Kind::Type, &sig) }
}

fn plain(
    ident: &Ident,
    attrs: &[Attribute],
    vis: &impl ToTokens,
    kind: Kind,
    sig: &impl ToTokens,
) -> Member {
    Member {
        ident: ident.clone(),
        attrs: attrs.to_vec(),
        vis: compact(&vis.to_token_stream()),
        kind,
        sig: compact(&sig.to_token_stream()),
        asyncness: false,
        unsafety: false,
        is_default: false,
    }
}
