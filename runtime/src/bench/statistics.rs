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

#[cfg(test)]
mod tests {
    use super::super::order::Order;
    use super::*;

    #[test]
    fn middles_and_ranks_are_those_of_the_sorted_values() {
        assert_eq!(median(&[3.0, 1.0, 2.0]).to_bits(), 2.0_f64.to_bits());
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]).to_bits(), 2.5_f64.to_bits());
        assert!(median(&[]).is_nan() && percentile(&[], 50).is_nan());
        let values: Vec<f64> = (1..=10).rev().map(f64::from).collect();
        let of = |percent| percentile(&values, percent).to_bits();
        assert_eq!(
            [0, 1, 10, 11, 90, 100].map(of),
            [1.0, 1.0, 1.0, 2.0, 9.0, 10.0].map(f64::to_bits)
        );
    }

    #[test]
    fn one_wild_value_moves_no_scatter() {
        assert_eq!(mad(&[1.0, 1.0, 2.0, 2.0, 4.0, 6.0, 9.0]).to_bits(), 1.0_f64.to_bits());
        assert_eq!(mad(&[1.0, 1.0, 2.0, 2.0, 4.0, 6.0, 9e9]).to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn ranks_are_those_of_the_binomial_distribution() {
        // Of the 4th and the 17th of 20, and the 37th and the 64th of 100, tables say the same.
        let ranks = [0, 7, 8, 11, 20, 100].map(lower_rank);
        assert_eq!(ranks, [None, None, Some(0), Some(0), Some(3), Some(36)]);
        // By the normal distribution: 2.576 standard deviations below the middle.
        for count in [301_u32, 501, 1_000] {
            let rank = (f64::from(count) - 2.576 * f64::from(count).sqrt()) / 2.0;
            let exact = lower_rank(count as usize).and_then(|rank| u32::try_from(rank).ok());
            assert!((f64::from(exact.expect("a rank")) + 1.0 - rank).abs() < 1.0, "{count}");
        }
    }

    #[test]
    fn the_interval_holds_the_true_median_in_99_of_100_cases() {
        for count in [11, 50, 301] {
            let mut random = Order::new(0, 11);
            // Far from symmetric: the median of the exponential distribution is ln 2.
            let mut value = || -random.part().ln();
            let holds = (0..1_000).filter(|_| {
                let values: Vec<f64> = (0..count).map(|_| value()).collect();
                let (low, high) = confidence(&values);
                (low..=high).contains(&std::f64::consts::LN_2)
            });
            // 99 %, less four standard deviations.
            let holds = holds.count();
            assert!(holds >= 990 - 13, "{holds} of 1000 with {count}");
        }
    }
}
