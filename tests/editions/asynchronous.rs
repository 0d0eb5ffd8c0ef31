// As `every_macro.rs`, for editions that have `async`.

/// Doubles, later.
#[instrumented]
pub async fn double_later(mut number: u8) -> u8 {
    number *= 2;
    number
}

#[test]
fn futures_are_ready_with_what_they_would_be() {
    let mut context = core::task::Context::from_waker(core::task::Waker::noop());
    let future = core::pin::pin!(double_later(2));
    assert!(core::future::Future::poll(future, &mut context).is_ready());
}
