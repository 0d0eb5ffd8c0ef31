//! The one way from an attribute to its output; every macro runs through here.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::parse::Parser as _;
use syn::{Attribute, Meta, Result};

use crate::support::errors::Errors;
use crate::support::options::Options;
use crate::support::{helpers, kinds, older, outer};

/// The inert attribute that carries the options of a type to the hidden derive.
const CARRIER: &str = "tenure";

/// Whether a macro changes anything, or only checks what the user wrote.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    On,
    Off,
}

/// What a macro is: its names, and four steps that cannot do each other's work.
pub(crate) struct Pattern<Item, Model> {
    /// The attribute, as users name it.
    pub(crate) name: &'static str,
    /// The derive that does the work on types, if there is one. It sees fields after `cfg` and
    /// `cfg_attr`, cannot lose the item and does not warn on a deprecated type.
    pub(crate) derive: Option<&'static str>,
    pub(crate) options: &'static [&'static str],
    pub(crate) helpers: &'static [&'static str],
    /// The item: [`syn::parse2`], or what copies less than all of it.
    pub(crate) read: fn(TokenStream) -> Result<Item>,
    pub(crate) parse: fn(&mut Options, Item, &mut Errors) -> Option<Model>,
    pub(crate) check: fn(&Model, &mut Errors),
    pub(crate) expand: fn(&Model) -> Expansion,
    /// With an error: what users of the item call, so that one mistake stays one error.
    pub(crate) stub: fn(&Options, &Item) -> Expansion,
}

/// Where the output goes.
pub(crate) enum Expansion {
    /// Behind the item, which is given back as it was written.
    Beside(TokenStream),
    /// In place of the item.
    Instead(TokenStream),
}

/// What stands in place of an expansion that is not there.
struct Refusal {
    errors: TokenStream,
    stub: Expansion,
    /// Attributes on the item that were meant as helpers.
    unknown_helpers: Vec<String>,
}

impl<Item, Model> Pattern<Item, Model> {
    /// Runs the attribute macro.
    pub(crate) fn run(&self, mode: Mode, args: TokenStream, item: TokenStream) -> TokenStream {
        let (attrs, rest) = outer::split(item.clone());
        // Where no item can be, rustc has refused the attribute already.
        if !kinds::is_item(&rest) {
            return item;
        }
        let args = if is_assigned(&args) { TokenStream::new() } else { args };
        let Some((item, twice)) = self.once(&attrs, &rest) else {
            return self.on_item(mode, args, item);
        };
        let output = self.on_item(mode, args, item);
        quote!(#output #twice)
    }

    fn on_item(&self, mode: Mode, args: TokenStream, item: TokenStream) -> TokenStream {
        if let Some(derive) = self.derive {
            if is_type(&item) {
                if carried_options(self.name, &item).is_some() {
                    // The second one under another name: `use tenure::singleton as one`.
                    let mut errors = Errors::default();
                    errors.report_at(Span::call_site(), self.twice());
                    let errors = errors.finish();
                    return quote!(#item #errors);
                }
                // Only `crate` is looked at here; the others are read and reported later.
                let mut unreported = Errors::default();
                let options = Options::parse("", self.options, args.clone(), &mut unreported);
                let _reported_later = unreported.finish();
                // A derive that is not found takes its helpers with it, and each would be an error.
                if !(options.has_root() && outer::is_settled(&item)) {
                    return self.hidden_derive(derive, &options.root(), &args, &item);
                }
            }
        }
        match self.model(args, item.clone()) {
            Ok(model) if mode == Mode::On => match (self.expand)(&model) {
                Expansion::Beside(output) => {
                    let item = helpers::strip(item, self.helpers);
                    quote!(#item #output)
                }
                Expansion::Instead(output) => output,
            },
            Ok(_) => helpers::strip(item, self.helpers),
            Err(Refusal { errors, stub, unknown_helpers }) => {
                let unknown: Vec<_> = unknown_helpers.iter().map(String::as_str).collect();
                let item = helpers::strip(helpers::strip(item, self.helpers), &unknown);
                match stub {
                    Expansion::Beside(stub) => quote!(#item #errors #stub),
                    Expansion::Instead(stub) => quote!(#errors #stub),
                }
            }
        }
    }

    /// The item without a second attribute of this macro, and an error for each one taken away: it
    /// would run on what the first one wrote. `None`: there is no other.
    fn once(&self, attrs: &[TokenTree], rest: &[TokenTree]) -> Option<(TokenStream, TokenStream)> {
        // To read them costs more, and most items have none that is ours.
        let last = self.name.rsplit("::").next().unwrap_or(self.name);
        if !attrs.iter().any(|token| outer::holds(token, last)) {
            return None;
        }
        let attrs = Attribute::parse_outer.parse2(attrs.iter().cloned().collect()).ok()?;
        let (ours, others): (Vec<_>, Vec<_>) = attrs.iter().partition(|attr| self.is_ours(attr));
        if ours.is_empty() {
            return None;
        }
        let mut errors = Errors::default();
        for attr in ours {
            errors.report(attr.path(), self.twice());
        }
        Some((quote!(#(#others)* #(#rest)*), errors.finish()))
    }

    fn twice(&self) -> String {
        format!("`#[{}]` is given twice; remove one of the two", self.name)
    }

    /// Whether this is the attribute of this macro, by itself or behind the name of the crate.
    fn is_ours(&self, attr: &Attribute) -> bool {
        let segments: Vec<_> = attr.path().segments.iter().map(|it| it.ident.to_string()).collect();
        let path = segments.join("::");
        path == self.name || path == format!("tenure::{}", self.name)
    }

    /// Runs the hidden derive that [`run`](Self::run) wrote on a type.
    pub(crate) fn run_derive(&self, item: TokenStream) -> TokenStream {
        let args = carried_options(self.name, &item).unwrap_or_default();
        self.derived(args, item)
    }

    /// Runs a derive that users write themselves; its options stand in an attribute of its name.
    pub(crate) fn run_own_derive(&self, item: TokenStream) -> TokenStream {
        self.derived(own_options(self.name, &item), item)
    }

    fn derived(&self, args: TokenStream, item: TokenStream) -> TokenStream {
        match self.model(args, item) {
            Ok(model) => match (self.expand)(&model) {
                Expansion::Beside(output) | Expansion::Instead(output) => output,
            },
            Err(Refusal { errors, stub, .. }) => {
                let (Expansion::Beside(stub) | Expansion::Instead(stub)) = stub;
                quote!(#errors #stub)
            }
        }
    }

    /// Read, parse, check; or every error, and the stub.
    fn model(&self, args: TokenStream, item: TokenStream) -> std::result::Result<Model, Refusal> {
        let mut errors = Errors::default();
        let attribute = format!("#[{}]", self.name);
        let mut options = Options::parse(&attribute, self.options, args, &mut errors);
        let item = match self.read_in_any_edition(&item) {
            Ok(item) => item,
            Err(error) => {
                errors.take(error);
                // The name and the parameters are all that a stub asks for.
                let stub = match (self.read)(outer::without_bodies(item)) {
                    Ok(item) => (self.stub)(&options, &item),
                    Err(_) => Expansion::Beside(TokenStream::new()),
                };
                return Err(Refusal { errors: errors.finish(), stub, unknown_helpers: Vec::new() });
            }
        };
        let stub = (self.stub)(&options, &item);
        let model = (self.parse)(&mut options, item, &mut errors);
        if let Some(model) = &model {
            (self.check)(model, &mut errors);
        }
        match model {
            Some(model) if errors.is_empty() => Ok(model),
            _ => {
                let unknown_helpers = errors.unknown_helpers();
                Err(Refusal { errors: errors.finish(), stub, unknown_helpers })
            }
        }
    }

    fn read_in_any_edition(&self, item: &TokenStream) -> Result<Item> {
        (self.read)(item.clone()).or_else(|error| match older::raw_names(item.clone()) {
            Some(item) => (self.read)(item).map_err(|_of_other_names| error),
            None => Err(error),
        })
    }

    /// The item under the derive, its options in the carrier.
    fn hidden_derive(
        &self,
        derive: &str,
        root: &TokenStream,
        args: &TokenStream,
        item: &TokenStream,
    ) -> TokenStream {
        let span = Span::mixed_site();
        let (derive, name) = (format_ident!("{derive}"), format_ident!("{}", self.name));
        let (carrier, private) =
            (format_ident!("{CARRIER}"), quote_spanned!(span=> #root::__private));
        quote_spanned! {span=>
            #[#private::derive(#private::#derive)]
            #[#carrier(#name(#args))]
            #item
        }
    }
}

/// Whether the attribute is `#[singleton = "eager"]`, which rustc has refused.
fn is_assigned(args: &TokenStream) -> bool {
    let Some(TokenTree::Literal(_)) = args.clone().into_iter().next() else { return false };
    let text = Span::call_site().source_text().unwrap_or_default();
    let behind_name = text.trim_start_matches("#[").find(['(', '[', '{', '=']);
    behind_name.is_some_and(|at| text.trim_start_matches("#[")[at..].starts_with('='))
}

/// Whether a struct, enum or union is declared here; nothing but the keyword is looked at.
fn is_type(item: &TokenStream) -> bool {
    item.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if word == "pub" => None,
        TokenTree::Ident(word) => Some(word == "struct" || word == "enum" || word == "union"),
        _ => None,
    }) == Some(true)
}

/// The options in all attributes `name` on `item`, as if they stood in one.
fn own_options(name: &str, item: &TokenStream) -> TokenStream {
    let (attrs, _) = outer::split(item.clone());
    let attrs = Attribute::parse_outer.parse2(attrs.into_iter().collect()).unwrap_or_default();
    let lists = attrs.into_iter().filter_map(|attr| match attr.meta {
        Meta::List(list) if list.path.is_ident(name) && !list.tokens.is_empty() => {
            let mut tokens = list.tokens;
            let ends = tokens.clone().into_iter().last();
            if !matches!(ends, Some(TokenTree::Punct(comma)) if comma.as_char() == ',') {
                tokens.extend(quote!(,));
            }
            Some(tokens)
        }
        _ => None,
    });
    lists.collect()
}

/// The options that the attribute `name` left in the carrier on `item`.
fn carried_options(name: &str, item: &TokenStream) -> Option<TokenStream> {
    let (attrs, _) = outer::split(item.clone());
    let attrs = Attribute::parse_outer.parse2(attrs.into_iter().collect()).ok()?;
    attrs.iter().find_map(|attr| options_in(name, attr))
}

fn options_in(name: &str, attr: &Attribute) -> Option<TokenStream> {
    let Meta::List(list) = &attr.meta else { return None };
    if !attr.path().is_ident(CARRIER) {
        return None;
    }
    let mut tokens = list.tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(ident)), Some(TokenTree::Group(group))) if ident == name => {
            Some(group.stream())
        }
        _ => None,
    }
}
