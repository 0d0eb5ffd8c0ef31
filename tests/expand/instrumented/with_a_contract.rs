use std::future::Future;

/// Adds.
#[instrumented(max_allocs = 0)]
#[must_use]
pub fn add(a: u32, b: u32) -> u32 {
    a + b
}

/// Repeats.
#[must_use]
#[instrumented(name = "repeated text", max_bytes = 65536, max_allocs = 1)]
pub fn repeat(text: &str) -> String {
    text.repeat(2)
}

/// Waits for a number.
#[instrumented(max_bytes = 0)]
pub async fn wait(number: impl Future<Output = u32>) -> u32 {
    number.await
}

/// Makes a future.
#[instrumented(max_allocs = 3)]
pub fn ready(number: u32) -> impl Future<Output = u32> {
    async move { number }
}
