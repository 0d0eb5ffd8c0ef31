use tenure::{AsyncDispose, BoxError, DisposeError, Owned};

/// A connection.
pub struct Connection;

impl AsyncDispose for Connection {
    async fn dispose_async(&mut self) -> Result<(), DisposeError> {
        Ok(())
    }
}

/// Asks.
///
/// # Errors
///
/// None.
#[tenure::scoped]
pub async fn ask(answer: &str) -> Result<Box<dyn Fn() -> usize>, BoxError> {
    using!(await let connection = Connection);
    on_err!(connection.dispose_async().await);
    let length = answer.len();
    on_exit!(drop(answer.to_owned()));
    using!(let text: Owned<String> = Owned::with(answer.to_owned(), drop));
    if text.is_empty() {
        return Err("no answer".into());
    }
    Ok(Box::new(move || length))
}
