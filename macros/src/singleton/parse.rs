//! Options and item to model.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Attribute, DeriveInput, Ident, Result, Token, Type, Visibility};

use super::{Keeping, Maker, Model, Retry, Written};
use crate::support::block::ImplBlock;
use crate::support::errors::Errors;
use crate::support::function::Function;
use crate::support::opening::{Opening, refused};
use crate::support::options::Options;
use crate::support::{spans, spelling};

/// Where `#[singleton]` may stand.
pub(crate) enum Item {
    Type(DeriveInput),
    Impl(ImplBlock),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let opening = Opening::of(input)?;
        if opening.is_impl() {
            return Ok(Item::Impl(input.parse()?));
        }
        if opening.is_type() {
            return Ok(Item::Type(input.parse()?));
        }
        Err(refused(input, |kind| {
            format!("`#[singleton]` goes on a type or on its `impl` block; {kind} has no instance")
        }))
    }
}

pub(super) fn parse(options: &mut Options, item: Item, errors: &mut Errors) -> Option<Model> {
    let (import, root) = options.imported_root();
    let given = options.names();
    let init = match item {
        Item::Type(_) => options.value("init", "Self::load", errors),
        Item::Impl(_) => None,
    };
    let deps = options.list("deps", "A, B", errors);
    let dispose = options.value("dispose", "Self::close", errors);
    let eager = options.flag("eager", errors);
    let allow = options.list("allow", "clone, default, drop, public_new", errors);
    let key = options.value("key", "String", errors);
    let recreate = options.flag("recreate", errors);
    // Both at once is a matter of `combinations`.
    let thread_local = options.flag("thread_local", errors);
    let managed = options.flag("managed", errors);
    let keeping = keeping(thread_local.is_some(), managed.is_some());
    // On an `impl` block neither belongs there, whatever its value is.
    let provided = match item {
        Item::Type(_) => options.flag("provided", errors),
        Item::Impl(_) => None,
    };
    let budget = options.value("budget", "\"10ms\"", errors);
    let retry = match options.choice("retry", &["on_err", "never"], errors) {
        Some("never") => Retry::Never,
        _ => Retry::OnErr,
    };
    let (name, ty, generics, vis, maker, written) = match item {
        Item::Type(item) => {
            let DeriveInput { attrs, vis, ident, generics, data } = item;
            let ident = spans::own(&ident);
            let ty = spans::own_type(&ident, &generics);
            let maker = match provided {
                Some(_) => Maker::Provider,
                None => Maker::Callable(init),
            };
            (ident, ty, generics, vis, maker, Written::Type { attrs, data })
        }
        Item::Impl(block) => {
            let ImplBlock { header, .. } = &block;
            let ty = Type::clone(&header.self_ty);
            let others = block.others().flat_map(|other| attrs_of(&other));
            let of_the_type = |name: &&Ident| **name == "init" || **name == "provided";
            let candidates = constructors(&block);
            let attrs = block.functions().flat_map(|function| &function.attrs);
            let misspelt = attrs.filter(|_| candidates.is_empty()).filter(|it| is_nearly_init(it));
            let maker = Maker::Constructor {
                misspelt: misspelt.cloned().collect(),
                candidates,
                of_trait: header.trait_.as_ref().map(|(path, _)| path.clone()),
                misplaced_options: given.iter().filter(of_the_type).cloned().collect(),
                misplaced: others.chain(header.attrs.clone()).filter(is_init).collect(),
            };
            let vis = Visibility::Public(Token![pub](Span::mixed_site()));
            let written = Written::Impl { functions: block.functions().cloned().collect() };
            (type_name(&ty, errors)?, ty, header.generics.clone(), vis, maker, written)
        }
    };
    let model = Model {
        import,
        root,
        name,
        ty,
        generics,
        vis,
        maker,
        given,
        keeping,
        key,
        recreate,
        deps,
        dispose,
        eager,
        budget,
        retry,
        allow,
        written,
    };
    Some(model)
}

pub(super) fn keeping(thread_local: bool, managed: bool) -> Keeping {
    match (thread_local, managed) {
        (true, _) => Keeping::Thread,
        (false, true) => Keeping::Managed,
        (false, false) => Keeping::Process,
    }
}

/// The functions marked `#[init]`; without one, `fn new`.
pub(super) fn constructors(block: &ImplBlock) -> Vec<Function> {
    let marked = |function: &&Function| function.attrs.iter().any(is_init);
    let mut found: Vec<_> = block.functions().filter(marked).cloned().collect();
    if found.is_empty() {
        let is_new = |function: &&Function| function.sig.ident.unraw() == "new";
        found = block.functions().filter(is_new).cloned().collect();
    }
    // Rustc says so when two have one name.
    found.dedup_by(|other, first| other.sig.ident == first.sig.ident && !has_cfg(other));
    found
}

fn has_cfg(function: &Function) -> bool {
    function.cfgs().next().is_some()
}

pub(super) fn is_init(attr: &Attribute) -> bool {
    attr.path().is_ident("init")
}

/// `#[inti]`, `#[tenure::init]`.
fn is_nearly_init(attr: &Attribute) -> bool {
    let last = attr.path().segments.last().map(|last| last.ident.to_string());
    last.is_some_and(|last| spelling::nearest(&last, &["init"]).is_some())
}

/// The attributes of an item that is no function.
fn attrs_of(item: &TokenStream) -> Vec<Attribute> {
    let attrs = |input: ParseStream<'_>| {
        let attrs = input.call(Attribute::parse_outer)?;
        input.parse::<TokenStream>().map(|_rest| attrs)
    };
    attrs.parse2(item.clone()).unwrap_or_default()
}

/// The last name in the path of the type.
fn type_name(ty: &Type, errors: &mut Errors) -> Option<Ident> {
    match ty {
        _ if is_of_the_language(ty) => None,
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.clone()),
        Type::Group(group) => type_name(&group.elem, errors),
        Type::Paren(paren) => type_name(&paren.elem, errors),
        _ => {
            errors.report(
                ty,
                "`#[singleton]` needs the `impl` block of a named type; write `impl Name { .. }`",
            );
            None
        }
    }
}

/// `Vec<u8>`, `std::fs::File`. A name alone, as `Result`, may be that of a type of the user.
fn is_of_std(path: &syn::Path) -> bool {
    let wide = ["Arc", "Box", "BTreeMap", "HashMap", "HashSet", "Option", "Rc", "Result", "Vec"];
    let Some(first) = path.segments.first() else { return false };
    // `core` and `alloc` may be modules of the user.
    let is_in_crate = path.segments.len() > 1 && first.ident == "std";
    let is_wide = path.segments.len() == 1
        && !first.arguments.is_empty()
        && wide.iter().any(|it| first.ident == it);
    is_in_crate || is_wide
}

/// Of these nobody but std can have an `impl`, as rustc says.
pub(super) fn is_of_the_language(ty: &Type) -> bool {
    let primitives = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8",
        "u16", "u32", "u64", "u128", "usize",
    ];
    match ty {
        Type::Array(_)
        | Type::FnPtr(_)
        | Type::Ptr(_)
        | Type::Reference(_)
        | Type::Slice(_)
        | Type::Tuple(_) => true,
        Type::Path(path) => {
            let primitive =
                path.path.get_ident().is_some_and(|name| primitives.iter().any(|it| name == it));
            primitive || is_of_std(&path.path)
        }
        _ => false,
    }
}
