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

/// Ends in a temporary that borrows a parameter: up to edition 2021 it outlives the locals.
#[instrumented]
pub async fn filled(mut bytes: core::cell::RefCell<[u8; 2]>) -> usize {
    bytes.get_mut()[0] = 1;
    bytes.borrow().len()
}
