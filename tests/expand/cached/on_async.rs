/// How long it is.
#[tenure::cached(max = 1_000, cache = length_cache)]
pub async fn length(text: String) -> usize {
    text.len()
}
