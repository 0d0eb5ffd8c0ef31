//! Times, differences and sizes of benchmarks, as people read them.

use crate::report::units;

/// Three digits and a unit, for nanoseconds that may be parts of one: `1.14 ns`.
pub(super) fn time(nanos: f64) -> String {
    let mut amount = nanos;
    for unit in ["ns", "µs", "ms"] {
        if amount < 999.5 {
            return format!("{} {unit}", three_digits(amount));
        }
        amount /= 1_000.0;
    }
    format!("{} s", three_digits(amount))
}

fn three_digits(amount: f64) -> String {
    match amount {
        ..9.995 => format!("{amount:.2}"),
        ..99.95 => format!("{amount:.1}"),
        _ => format!("{amount:.0}"),
    }
}

/// A ratio as a difference: `+1.2 %`, `-50 %`, `x 15.8`.
pub(super) fn difference(ratio: f64) -> String {
    let percent = (ratio - 1.0) * 100.0;
    if ratio >= 10.0 {
        return format!("x {}", three_digits(ratio));
    }
    if percent.abs() < 9.95 {
        // No difference has no sign.
        let percent = if percent.abs() < 0.05 { 0.0 } else { percent };
        return format!("{percent:+.1} %");
    }
    format!("{percent:+.0} %")
}

/// A part as percent: `0.3 %`.
pub(super) fn percent(part: f64) -> String {
    format!("{:.1} %", part * 100.0)
}

/// With the unit, and a sign where it is less than zero.
pub(super) fn bytes(bytes: i64) -> String {
    let sign = if bytes < 0 { "-" } else { "" };
    format!("{sign}{}", units::bytes(bytes.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_three_digits() {
        assert_eq!(
            [0.0, 1.144, 18.06, 999.4, 999.6, 1.5e6, 2e9, 3.6e12].map(time),
            ["0.00 ns", "1.14 ns", "18.1 ns", "999 ns", "1.00 µs", "1.50 ms", "2.00 s", "3600 s"]
        );
    }

    #[test]
    fn small_differences_have_a_digit_more_and_large_ones_are_factors() {
        assert_eq!(
            [1.0, 0.9996, 1.012, 0.95, 2.35, 0.1, 15.8].map(difference),
            ["+0.0 %", "+0.0 %", "+1.2 %", "-5.0 %", "+135 %", "-90 %", "x 15.8"]
        );
    }
}
