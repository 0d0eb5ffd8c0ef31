use std::sync::Arc;
/// A picture.
pub struct Picture;
/// Loads one.
///
/// # Errors
///
/// That it would have no width.
pub fn load(
    path: &str,
    mut width: u32,
    argument2: [u32; 2],
) -> Result<Arc<Picture>, String> {
    let found = {
        static CACHE: ::tenure::WeakCache<
            (::tenure::__private::Owned<str>, u32, [u32; 2]),
            ::tenure::__private::Shared<Picture>,
        > = ::tenure::Cache::weak_with_max(100)
            .ttl(::tenure::__private::Duration::from_secs(60u64))
            .of(|| (), ::tenure::__private::last!(Arc < Picture >));
        CACHE.find((path, &width, &argument2))
    };
    match found {
        ::tenure::__private::Found::Value(value) => {
            ::tenure::__private::Result::Ok(value)
        }
        ::tenure::__private::Found::Missing(flight) => {
            flight
                .try_make(|| -> Result<Arc<Picture>, String> {
                    let [x, y] = argument2;
                    width += x + y;
                    if width == 0 { Err(path.to_owned()) } else { Ok(Arc::new(Picture)) }
                })
        }
    }
}
