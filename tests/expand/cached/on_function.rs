use std::sync::Arc;

/// A picture.
pub struct Picture;

/// Loads one.
///
/// # Errors
///
/// That it would have no width.
#[tenure::cached(max = 100, weak, ttl = "60s")]
pub fn load(path: &str, mut width: u32, [x, y]: [u32; 2]) -> Result<Arc<Picture>, String> {
    width += x + y;
    if width == 0 { Err(path.to_owned()) } else { Ok(Arc::new(Picture)) }
}
