use std::future::Future;
use std::pin::Pin;
/// Waits for a number.
pub async fn wait(number: impl Future<Output = u32>) -> u32 {
    let call = {
        struct Here;
        static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
            .site::<Here>();
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
/// Returns early, with parameters that change.
///
/// # Errors
/// The number, if it is odd.
pub async fn half(number: u32, odd: String) -> Result<u32, String> {
    let call = {
        struct Here;
        static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
            .site::<Here>();
        &SITE
    };
    call.future(async move {
            if false {
                let early: Result<u32, String> = ::tenure::__private::never();
                return early;
            }
            let mut number = number;
            if number % 2 == 1 {
                return Err(odd);
            }
            number /= 2;
            wait(async move { number }).await;
            Ok(number)
        })
        .await
}
/// Makes a future.
pub fn ready(number: u32) -> impl Future<Output = u32> {
    let call = {
        struct Here;
        static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
            .site::<Here>();
        &SITE
    };
    call.making(move || { async move { number } })
}
/// Makes a boxed future.
#[must_use]
pub fn boxed(number: u32) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    let call = {
        struct Here;
        static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
            .site::<Here>();
        &SITE
    };
    ::tenure::__private::Box::pin(
        call
            .making(move || -> Pin<Box<dyn Future<Output = u32> + Send>> {
                Box::pin(async move { number })
            }),
    )
}
/// A setting.
#[derive(Clone, Debug)]
pub struct Setting(pub String);
/// Returns a type with a name of its own.
pub async fn setting(number: impl Future<Output = u32>) -> Setting {
    let call = {
        struct Here;
        static SITE: ::tenure::__private::Site = ::tenure::__private::HERE
            .site::<Here>();
        &SITE
    };
    call.future(async move {
            if false {
                let early: Setting = ::tenure::__private::never();
                return early;
            }
            Setting(number.await.to_string())
        })
        .await
}
