//! Tables and JSON.

use std::hint::black_box;
use std::time::Duration;

use tenure::{Sampling, Verdict, compare, measure};

fn short() -> Sampling {
    Sampling::new().time(Duration::from_millis(1)).rounds(11)
}

#[test]
fn a_comparison_is_a_table_with_what_has_to_be_said_below() {
    let numbers = [1_u64, 2, 3];
    let text = compare! {
        sampling: short(),
        baseline: "a | b" => black_box(&numbers).iter().sum::<u64>(),
        "vector\n" => black_box(&numbers).to_vec(),
        "nothing" => (),
    }
    .to_string();
    let build = if cfg!(debug_assertions) { "debug build" } else { "release build" };
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[0].starts_with(&format!("compared in 11 rounds, {build}; noise ")), "{text}");
    assert_eq!(lines[1], "");
    let titles =
        ["code", "time", "difference", "verdict", "allocs", "bytes", "peak", "alloc ratio"];
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()
    };
    assert_eq!(cells(lines[2]), titles);
    assert!(lines[3].chars().all(|letter| "|-".contains(letter)), "{text}");
    for (line, name) in lines[4..].iter().zip(["a \\| b", "vector ", "nothing", "a \\| b again"]) {
        assert!(line.starts_with(&format!("| {name}")), "{text}");
        assert_eq!(line.chars().count(), lines[3].len(), "{text}");
    }
    assert!(
        text.contains("`nothing` takes no longer than to do nothing: optimised away?"),
        "{text}"
    );
    let is_wrapped = |line: &&str| line.starts_with('|') || line.chars().count() <= 100;
    assert!(lines[2..].iter().all(is_wrapped), "{text}");
}

#[test]
fn data_of_another_size_is_a_remark_where_the_time_is_another() {
    let numbers = [1_u64, 2, 3];
    let sum = |numbers: &[u64]| numbers.iter().fold(0, |sum, it| black_box(sum ^ it));
    let (once, more) = ([1_u64; 10], [1_u64; 1_000]);
    let comparison = compare! {
        sampling: short(),
        baseline: "nothing borrowed" => sum(black_box(&[1; 10])),
        "the same work" => sum(black_box(&once)),
        "a lot of work" => sum(black_box(&more)) + sum(black_box(&numbers)),
    };
    let text = comparison.to_string().replace("\n  ", " ");
    let sizes = |name| format!("`{name}` {} B", comparison.row(name).map_or(0, |row| row.captured));
    let told = text.lines().find(|line| line.starts_with("the rows capture different data: "));
    for row in ["the same work", "a lot of work"] {
        let differs = [Verdict::Slower, Verdict::Faster].contains(&comparison.verdict(row));
        let captured = comparison.row(row).map(|row| row.captured);
        assert_ne!(captured, Some(comparison.baseline().captured), "{row} is about nothing");
        assert_eq!(told.is_some_and(|told| told.contains(&sizes(row))), differs, "{row}: {text}");
    }
}

#[test]
fn a_calm_comparison_has_no_noisy_row() {
    for _ in 0..5 {
        let comparison = compare! {
            sampling: short(),
            baseline: "one" => black_box(1),
            "boxed" => Box::new(black_box(1_u64)),
        };
        let is_noisy = comparison.verdict("boxed") == Verdict::Noisy || comparison.noise() > 0.1;
        assert_eq!(comparison.is_calm(), !is_noisy, "{comparison}");
    }
}

#[cfg(all(feature = "sinks", feature = "instrument"))]
#[test]
fn json_has_all_that_the_table_has() {
    use serde_json::Value;

    let comparison = compare! {
        sampling: short(),
        baseline: "one \"quoted\"" => black_box(1),
        "boxed" => Box::new(black_box(1_u64)),
    };
    let json: Value = serde_json::from_str(&comparison.to_json()).expect("JSON");
    assert_eq!((&json["tenure"], &json["schema"]), (&"comparison".into(), &1.into()));
    assert_eq!(json["rounds"], 11);
    let rows = json["rows"].as_array().expect("rows");
    assert_eq!(rows[0]["name"], "one \"quoted\"");
    assert_eq!(rows[1]["memory"]["bytes"], 8);
    assert_eq!(rows[0]["memory"]["allocs"], 0);
    // The reader is off by the last digit.
    let near = |value: &Value, expected: f64| {
        value.as_f64().is_some_and(|value| (value - expected).abs() <= expected * 1e-12)
    };
    assert!(near(&rows[1]["ratio"], comparison.ratio("boxed")), "{json}");
    assert_eq!(rows[1]["verdict"], comparison.verdict("boxed").to_string());
    assert!(near(&json["noise"], comparison.noise()), "{json}");
    let times = comparison.rows()[1].time;
    for (key, value) in [("median_ns", times.median), ("mad_ns", times.mad)] {
        assert!(near(&rows[1][key], value), "{key}: {json}");
    }
    let json: Value = serde_json::from_str(&comparison.rows()[0].to_json()).expect("JSON");
    assert_eq!((&json["tenure"], &json["turns"]), (&"metrics".into(), &rows[0]["turns"]));
}

#[test]
fn a_measurement_is_a_table_of_one_row() {
    let text = measure("one", || black_box(vec![1_u8; 100])).to_string();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[0].starts_with("measured in "), "{text}");
    assert!(lines[4].starts_with("| one  | "), "{text}");
}
