use std::future::Future;
/// Adds.
#[must_use]
pub fn add(a: u32, b: u32) -> u32 {
    let _call = {
        struct Here;
        static SITE: ::tenure::__private::Contract = ::tenure::__private::HERE
            .site::<Here>()
            .max_allocs(0);
        SITE.enter()
    };
    a + b
}
/// Repeats.
#[must_use]
pub fn repeat(text: &str) -> String {
    let _call = {
        static SITE: ::tenure::__private::Contract = ::tenure::__private::HERE
            .named("repeated text")
            .max_allocs(1)
            .max_bytes(65_536);
        SITE.enter()
    };
    text.repeat(2)
}
/// Waits for a number.
pub async fn wait(number: impl Future<Output = u32>) -> u32 {
    let call = {
        struct Here;
        static SITE: ::tenure::__private::Contract = ::tenure::__private::HERE
            .site::<Here>()
            .max_bytes(0);
        &SITE
    };
    call.future(async move {
            if false {
                let early: u32 = ::tenure::__private::never();
                return early;
            }
            number.await
        })
        .await
}
/// Makes a future.
pub fn ready(number: u32) -> impl Future<Output = u32> {
    let call = {
        struct Here;
        static SITE: ::tenure::__private::Contract = ::tenure::__private::HERE
            .site::<Here>()
            .max_allocs(3);
        &SITE
    };
    call.making(move || { async move { number } })
}
