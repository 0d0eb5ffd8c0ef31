//! Numbers, times and sizes as people read them.

use std::time::Duration;

/// With the thousands apart: `12_345`.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// Three digits and a unit: `1.23 ms`.
pub(crate) fn time(duration: Duration) -> String {
    let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
    scaled(nanos, 1000, &["ns", "µs", "ms", "s"])
}

/// Three digits and a unit: `1.23 KiB`.
pub(crate) fn bytes(bytes: u64) -> String {
    scaled(bytes, 1024, &["B", "KiB", "MiB", "GiB", "TiB"])
}

fn scaled(amount: u64, step: u64, units: &[&str]) -> String {
    let mut unit = 1_u64;
    let mut rest = units.iter();
    let mut name = rest.next().copied().unwrap_or_default();
    // The next unit is taken as soon as three digits in front of the point would be exceeded.
    while amount / unit >= 1000 {
        let Some(next) = rest.next() else { break };
        name = next;
        unit = unit.saturating_mul(step);
    }
    if unit == 1 {
        return format!("{amount} {name}");
    }
    let hundredths = u128::from(amount) * 100 / u128::from(unit);
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match whole {
        0..10 => format!("{whole}.{part:02} {name}"),
        10..100 => format!("{whole}.{} {name}", part / 10),
        _ => format!("{whole} {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_have_three_digits() {
        let times = [0, 999, 1_000, 12_345, 123_456, 999_999, 1_500_000_000, 3_600_000_000_000];
        assert_eq!(
            times.map(|nanos| time(Duration::from_nanos(nanos))),
            ["0 ns", "999 ns", "1.00 µs", "12.3 µs", "123 µs", "999 µs", "1.50 s", "3600 s"]
        );
        assert_eq!(
            [0, 999, 1_000, 1_024, 2_000_000, 1 << 40].map(bytes),
            ["0 B", "999 B", "0.97 KiB", "1.00 KiB", "1.90 MiB", "1.00 TiB"]
        );
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([7, 1_000, 1_234_567].map(number), ["7", "1_000", "1_234_567"]);
    }
}
