use std::future::Future;
use std::pin::Pin;

/// Waits for a number.
#[instrumented]
pub async fn wait(number: impl Future<Output = u32>) -> u32 {
    number.await
}

/// Returns early, with parameters that change.
///
/// # Errors
/// The number, if it is odd.
#[instrumented]
pub async fn half(mut number: u32, odd: String) -> Result<u32, String> {
    if number % 2 == 1 {
        return Err(odd);
    }
    number /= 2;
    wait(async move { number }).await;
    Ok(number)
}

/// Makes a future.
#[instrumented]
pub fn ready(number: u32) -> impl Future<Output = u32> {
    async move { number }
}

/// Makes a boxed future.
#[must_use]
#[instrumented]
pub fn boxed(number: u32) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(async move { number })
}

/// A setting.
#[derive(Clone, Debug)]
pub struct Setting(pub String);

/// Returns a type with a name of its own.
#[instrumented]
pub async fn setting(number: impl Future<Output = u32>) -> Setting {
    Setting(number.await.to_string())
}
