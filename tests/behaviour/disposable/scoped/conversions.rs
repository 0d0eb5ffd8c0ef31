//! `ScopeError`, and the other errors that a scope may return.

use std::error::Error;
use std::io;

use tenure::{BoxError, DisposeError, FromScope, Owned, ScopeError, scoped, using};

use super::{Refused, texts};

fn both() -> ScopeError<Refused> {
    let resource = Owned::with((), |()| Err::<(), _>(io::Error::from(io::ErrorKind::StorageFull)));
    using(resource, |_| Err::<(), _>(Refused("body"))).unwrap_err()
}

fn dispose() -> ScopeError<Refused> {
    let resource = Owned::with((), |()| Err::<(), _>(io::Error::from(io::ErrorKind::StorageFull)));
    using(resource, |_| Ok::<_, Refused>(())).unwrap_err()
}

#[test]
fn the_parts_can_be_looked_at_and_taken() {
    assert_eq!(both().body(), Some(&Refused("body")));
    assert_eq!(both().dispose_error().unwrap().len(), 1);
    assert_eq!(both().into_body(), Some(Refused("body")));
    assert!(dispose().body().is_none() && dispose().into_body().is_none());
    let body = ScopeError::Body(Refused("body"));
    assert!(body.dispose_error().is_none());
    assert!(matches!(body.into_parts(), (Some(Refused("body")), None)));
    assert!(matches!(dispose().into_parts(), (None, Some(_))));
}

/// Behaviour 118.
#[test]
fn an_outer_scope_may_translate_the_error_of_the_body_and_keeps_the_rest() {
    let translated = both().map_body(|Refused(name)| name.len());
    assert!(matches!(&translated, ScopeError::Both { body: 4, dispose } if dispose.len() == 1));
    assert!(dispose().map_body(|_| ()).dispose_error().is_some());
}

#[test]
fn the_text_and_the_source_begin_with_the_body() {
    assert_eq!(both().to_string(), "body refused (and 1 more)");
    assert_eq!(format!("{:#}", both()), "body refused\nno storage space");
    assert_eq!(both().source().unwrap().downcast_ref(), Some(&Refused("body")));
    assert_eq!(dispose().to_string(), "no storage space");
    assert!(dispose().source().unwrap().is::<DisposeError>());
    let body = ScopeError::Body(Refused("body"));
    assert_eq!(
        (body.to_string(), format!("{body:#}")),
        ("body refused".into(), "body refused".into())
    );
}

#[test]
fn it_goes_on_with_a_question_mark_where_any_error_does() {
    fn boxed() -> Result<(), Box<dyn Error>> {
        Err(both())?
    }
    fn sendable<T: Error + Send + Sync + 'static>(_: &T) {}

    sendable(&both());
    assert!(boxed().unwrap_err().is::<ScopeError<Refused>>());
}

#[test]
fn where_the_body_has_a_boxed_error_the_whole_can_be_boxed() {
    fn alone() -> Result<(), BoxError> {
        using(Owned::with((), drop), |_| Err::<(), BoxError>("body".into()))
            .map_err(ScopeError::boxed)
    }
    assert_eq!(alone().unwrap_err().to_string(), "body");

    let all = both().map_body(BoxError::from).boxed().downcast::<DisposeError>().unwrap();
    assert_eq!(all.downcast_ref(), Some(&Refused("body")));
    assert!(all.downcast_ref::<io::Error>().is_some());
    assert_eq!(all.iter().map(ToString::to_string).collect::<Vec<_>>(), texts(&both()));
}

/// Succeeds, or fails with `E`; closing the resource fails as well if it is told to.
macro_rules! function {
    ($name:ident -> $Error:ty, $Body:ty, $body:expr) => {
        #[scoped]
        fn $name(body: bool, dispose: bool) -> Result<u8, $Error> {
            using!(let _a = Owned::with((), move |()| {
                if dispose { Err(Refused("dispose")) } else { Ok(()) }
            }));
            let error: $Body = $body;
            if body { Err(error) } else { Ok(1) }
        }
    };
}

function!(as_boxed -> BoxError, BoxError, Refused("body").into());
function!(as_local -> Box<dyn Error>, Box<dyn Error>, Refused("body").into());
function!(as_io -> io::Error, io::Error, io::Error::new(io::ErrorKind::NotFound, Refused("body")));
function!(as_list -> DisposeError, DisposeError, DisposeError::new("x", Refused("body")));
function!(as_own -> Own, Own, Own { body: true, dispose: 0 });

#[derive(Debug)]
struct Own {
    body: bool,
    dispose: usize,
}

impl FromScope for Own {
    type Body = Self;

    fn from_scope(error: ScopeError<Self>) -> Self {
        let dispose = error.dispose_error().map_or(0, DisposeError::len);
        Own { body: error.body().is_some_and(|own| own.body), dispose }
    }
}

#[test]
fn boxed_errors_are_those_of_the_body_or_all_of_them() {
    assert_eq!(as_boxed(false, false).unwrap(), 1);
    assert_eq!(*as_boxed(true, false).unwrap_err().downcast::<Refused>().unwrap(), Refused("body"));
    let all = as_boxed(true, true).unwrap_err().downcast::<DisposeError>().unwrap();
    assert_eq!(format!("{all:#}"), "body refused\n_a: dispose refused");

    assert_eq!(as_local(false, false).unwrap(), 1);
    assert_eq!(*as_local(true, false).unwrap_err().downcast::<Refused>().unwrap(), Refused("body"));
    let all = as_local(true, true).unwrap_err().downcast::<DisposeError>().unwrap();
    assert_eq!(format!("{all:#}"), "body refused\n_a: dispose refused");
}

#[test]
fn an_io_error_keeps_its_kind_and_holds_all() {
    assert_eq!(as_io(false, false).unwrap(), 1);
    let error = as_io(true, true).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    let all = error.into_inner().unwrap().downcast::<DisposeError>().unwrap();
    assert_eq!(format!("{all:#}"), "body refused\n_a: dispose refused");
    assert_eq!(as_io(false, true).unwrap_err().kind(), io::ErrorKind::Other);
}

#[test]
fn a_list_gets_longer_and_a_type_of_the_user_decides_itself() {
    assert_eq!(as_list(false, false).unwrap(), 1);
    let all = as_list(true, true).unwrap_err();
    assert_eq!(format!("{all:#}"), "x: body refused\n_a: dispose refused");
    assert_eq!(as_own(false, false).unwrap(), 1);
    assert!(matches!(as_own(true, true), Err(Own { body: true, dispose: 1 })));
    assert!(matches!(as_own(true, false), Err(Own { body: true, dispose: 0 })));
    assert!(matches!(as_own(false, true), Err(Own { body: false, dispose: 1 })));
}

/// Behaviours 106, 107, 109, 110, 115.
#[test]
fn who_wants_to_go_on_after_an_error_does_so_outside() {
    let lenient = |result: Result<u8, BoxError>| {
        result.or_else(|error| match error.downcast::<Refused>() {
            Ok(refused) if *refused == Refused("body") => Ok(0),
            Ok(refused) => Err(refused.into()),
            Err(error) => Err(error),
        })
    };
    assert_eq!(lenient(as_boxed(true, false)).unwrap(), 0);
    assert!(lenient(as_boxed(true, true)).is_err(), "the disposal failed as well");
}
