/// The cache of `length`.
#[must_use]
pub fn length_cache() -> &'static ::tenure::Cache<String, usize> {
    static CACHE: ::tenure::Cache<String, usize> = ::tenure::Cache::new(1_000)
        .of(|| (), ::tenure::__private::kept!(usize))
        .named("length");
    &CACHE
}
/// How long it is.
pub async fn length(text: String) -> usize {
    let found = length_cache().find_async(&text).await;
    match found {
        ::tenure::__private::Found::Value(value) => value,
        ::tenure::__private::Found::Missing(flight) => {
            flight
                .make_async(async {
                    if false {
                        let early: usize = ::tenure::__private::never();
                        return early;
                    }
                    text.len()
                })
                .await
        }
    }
}
