//! The option list, mistake by mistake.

use super::*;

fn errors_of(tokens: TokenStream) -> Vec<String> {
    let mut errors = Errors::default();
    let mut options = Options::parse("#[test]", &["init", "eager", "deps"], tokens, &mut errors);
    let _: Option<Ident> = options.flag("eager", &mut errors);
    let _: Option<Path> = options.value("init", "path", &mut errors);
    let _: Vec<Path> = options.list("deps", "A, B", &mut errors);
    let file: syn::File = syn::parse2(errors.finish()).expect("errors are items");
    file.items
        .iter()
        .map(|item| {
            let syn::Item::Macro(item) = item else { panic!("not a macro call") };
            item.mac.parse_body::<syn::LitStr>().expect("a message").value()
        })
        .collect()
}

#[test]
fn every_form_is_read() {
    assert!(errors_of(quote!()).is_empty());
    assert!(errors_of(quote!(eager, init = a::b::<C, D>, deps(A, B), crate = ::c)).is_empty());
}

#[test]
fn all_mistakes_come_out_at_once() {
    let errors = errors_of(quote!(eagr, init = "x", init = y, lazy, deps = A, "z"));
    assert_eq!(
        errors,
        [
            "`#[test]` has no option `eagr`; did you mean `eager`?",
            "`init` is given twice; remove one of the two",
            "`#[test]` has no option `lazy`; its options are `init`, `eager` and `deps`",
            "expected an option of `#[test]`; its options are `init`, `eager` and `deps`",
            "`init` takes no string; remove the quotes: `init = x`",
            "`deps` takes a list; write `deps(A)`",
        ]
    );
}

#[test]
fn a_missing_value_shows_one() {
    assert_eq!(errors_of(quote!(init)), ["`init` needs a value; write `init = path`"]);
    assert_eq!(errors_of(quote!(init =)), ["`init` needs a value; write `init = path`"]);
    assert_eq!(errors_of(quote!(deps)), ["`deps` needs a list; write `deps(A, B)`"]);
}

#[test]
fn a_value_too_many_is_refused() {
    assert_eq!(errors_of(quote!(eager = true)), ["`eager` takes no value; write `eager` alone"]);
    assert_eq!(errors_of(quote!(eager = false)), ["`eager` takes no value; leave it out"]);
}

#[test]
fn a_wrong_sign_shows_the_form_that_is_right() {
    assert_eq!(
        errors_of(quote!(eager: true, init => a::b, deps == (A, B))),
        [
            "`eager` takes no value; write `eager` alone",
            "`init` takes its value after `=`, not `=>`; write `init = a::b`",
            "`deps` takes a list; write `deps(A, B)`",
        ]
    );
}

#[test]
fn a_list_has_no_empty_elements() {
    let error = "`deps` has a comma too many; remove it";
    assert_eq!(errors_of(quote!(deps(A,, B))), [error]);
    assert_eq!(errors_of(quote!(deps(, A))), [error]);
}

#[test]
fn what_was_meant_is_found_in_spite_of_mistakes() {
    let meant = |tokens| {
        let mut errors = Errors::default();
        let options = Options::parse("#[test]", &["init", "eager"], tokens, &mut errors);
        let _not_asked_for = errors.finish();
        let init = options.meant::<Path>("init").map(|path| quote!(#path).to_string());
        (init, options.is_meant("eager"))
    };
    let found = (Some("a :: b".to_owned()), true);
    assert_eq!(meant(quote!(init = "a::b", eager = true)), found);
    assert_eq!(meant(quote!(inti(a::b), eagr)), found);
    assert_eq!(meant(quote!(init: a::b, eager(x))), found);
    assert_eq!(meant(quote!(init, lazy)), (None, false));
}
