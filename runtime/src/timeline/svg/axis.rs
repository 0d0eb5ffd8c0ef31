//! The times above the lanes.

use std::fmt::Write as _;
use std::time::Duration;

use super::{MARGIN, Scale, TOP, WIDTH};
use crate::report::units;

/// How many marks there are at the most.
const MARKS: u128 = 10;

/// Writes a mark at each round time, with a line down to `bottom`.
pub(super) fn write(picture: &mut String, scale: &Scale, bottom: f64) {
    let step = step(scale.length.as_nanos());
    let mut at = Duration::ZERO;
    while at <= scale.length {
        let x = scale.x(scale.start + at);
        let _always = writeln!(
            picture,
            "<line class=\"grid\" x1=\"{x:.1}\" y1=\"{:.1}\" x2=\"{x:.1}\" y2=\"{bottom:.1}\"/>",
            TOP - 8.0
        );
        let anchor = if at.is_zero() {
            "start"
        } else if x > WIDTH - 2.0 * MARGIN {
            "end"
        } else {
            "middle"
        };
        let _always = writeln!(
            picture,
            "<text class=\"quiet\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text>",
            TOP - 12.0,
            label(at)
        );
        at += step;
    }
}

/// 1, 2 or 5 of a power of ten: the least of which no more than [`MARKS`] fit in.
fn step(nanos: u128) -> Duration {
    let mut power = 1;
    loop {
        for step in [power, 2 * power, 5 * power] {
            if nanos / step < MARKS {
                return Duration::from_nanos(u64::try_from(step).unwrap_or(u64::MAX));
            }
        }
        power *= 10;
    }
}

/// Round times need no digits behind the point: `20 ms`, and `1.5 ms` as it is.
fn label(at: Duration) -> String {
    let text = units::time(at);
    let Some((number, unit)) = text.split_once(' ') else { return text };
    let number = match number.split_once('.') {
        Some(_) => number.trim_end_matches('0').trim_end_matches('.'),
        None => number,
    };
    if at.is_zero() { "0".to_owned() } else { format!("{number} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_no_more_than_ten() {
        let steps = [1, 9, 10, 99, 1_234, 5_000, 987_654_321].map(|nanos| step(nanos).as_nanos());
        assert_eq!(steps, [1, 1, 2, 10, 200, 1_000, 100_000_000]);
        let micros = [0, 500, 1_500, 20_000].map(|micros| label(Duration::from_micros(micros)));
        assert_eq!(micros, ["0", "500 µs", "1.5 ms", "20 ms"]);
    }
}
