use std::sync::Arc;

/// A picture.
pub struct Picture;

/// Loads one.
#[tenure::cached(max = 100, weak, ttl = "60s")]
pub fn load(path: &str, mut width: u32, (x, y): (u32, u32)) -> Result<Arc<Picture>, String> {
    width += x + y;
    if width == 0 { Err(path.to_owned()) } else { Ok(Arc::new(Picture)) }
}
