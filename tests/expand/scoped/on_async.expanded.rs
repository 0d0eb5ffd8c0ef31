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
pub async fn ask(answer: &str) -> Result<Box<dyn Fn() -> usize>, BoxError> {
    let scope = &::tenure::__private::scope::<
        Result<Box<dyn Fn() -> usize>, BoxError>,
    >();
    scope
        .run_async(async {
            let mut resource = Connection;
            scope
                .rest_async(async {
                    let connection = scope.of(&resource).lend_to_rest(&mut resource);
                    scope
                        .rest_async(async {
                            let length = answer.len();
                            scope
                                .rest_async(async {
                                    let mut resource: Owned<String> = Owned::with(
                                        answer.to_owned(),
                                        drop,
                                    );
                                    scope
                                        .rest_async(async {
                                            let text = scope.of(&resource).lend_to_rest(&mut resource);
                                            if false {
                                                return scope.never();
                                            }
                                            if text.is_empty() {
                                                return Err("no answer".into());
                                            }
                                            Ok(Box::new(move || length))
                                        })
                                        .await
                                        .dispose("text", resource)
                                })
                                .await
                                .on_exit(|| drop(answer.to_owned()))
                        })
                        .await
                        .on_err_async(async { connection.dispose_async().await })
                        .await
                })
                .await
                .dispose_async("connection", resource)
                .await
        })
        .await
}
