//! Medians, their scatter and their confidence: nothing that one wild value can move.

/// The value in the middle, or the mean of the two there; not a number without values.
pub(super) fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

/// The value below which so many percent of the others lie: the nearest rank.
pub(super) fn percentile(values: &[f64], percent: usize) -> f64 {
    let sorted = sorted(values);
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

/// The median absolute deviation from the median (Hampel, "The influence curve and its role in
/// robust estimation", JASA 69, 1974), as it is: 1.4826 times as much would estimate a standard
/// deviation.
pub(super) fn mad(values: &[f64]) -> f64 {
    let center = median(values);
    let deviations: Vec<_> = values.iter().map(|value| (value - center).abs()).collect();
    median(&deviations)
}

/// Where the true median lies with a probability of at least 99 %, whatever the distribution: between
/// two order statistics whose ranks come from the binomial distribution (Hahn and Meeker,
/// "Statistical Intervals", 1991, section 5.2). With fewer than eight values it cannot be said.
pub(super) fn confidence(values: &[f64]) -> (f64, f64) {
    let sorted = sorted(values);
    match lower_rank(sorted.len()) {
        Some(rank) => (sorted[rank], sorted[sorted.len() - 1 - rank]),
        None => (f64::NEG_INFINITY, f64::INFINITY),
    }
}

/// The highest rank, from zero, that the median is below with a probability of half a percent at
/// most.
fn lower_rank(count: usize) -> Option<usize> {
    const OUTSIDE: f64 = 0.01;

    // Of so many tosses of a coin at most `rank` show heads with the probability `below`.
    let tosses = i32::try_from(count).ok()?;
    let mut probability = 0.5_f64.powi(tosses);
    let mut below = probability;
    let mut found = None;
    for rank in 0..count / 2 {
        if below > OUTSIDE / 2.0 {
            break;
        }
        found = Some(rank);
        let next = f64::from(tosses) - f64::from(u32::try_from(rank).ok()?);
        probability *= next / (f64::from(u32::try_from(rank).ok()?) + 1.0);
        below += probability;
    }
    found
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}
