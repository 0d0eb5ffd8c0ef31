//! Reports that a program asks for.

use std::time::Duration;

use tenure::{Function, Memory, Report, Sort};

/// Three functions, each of which leads in some figure.
fn report() -> Report {
    let function = |name, line, figures: [u64; 4]| {
        let [own, total, calls, bytes] = figures;
        let mut function = Function::new(name, "src/a.rs", line);
        function.calls = calls;
        function.self_time = Duration::from_nanos(own);
        function.total_time = Duration::from_nanos(total);
        let mut memory = Memory::default();
        memory.self_bytes = bytes;
        memory.retained_bytes = -(i64::try_from(bytes).expect("a small number"));
        function.memory = Some(memory);
        function
    };
    Report::from_functions(vec![
        function("app::own", 1, [30, 30, 2, 10]),
        function("app::total", 2, [10, 90, 1, 30]),
        function("app::calls", 3, [20, 20, 9, 20]),
    ])
}

/// The functions in the order of the first table.
fn order(text: &str) -> Vec<&str> {
    let rows = text.lines().filter_map(|line| line.split("app::").nth(1));
    let names = rows.map(|row| row.split(' ').next().expect("a name"));
    names.take(3).collect()
}

#[test]
fn a_table_is_sorted_by_what_it_is_told() {
    let report = report();
    let by = |sort| report.table().sort(sort).width(0).to_string();
    assert_eq!(order(&by(Sort::SelfTime)), ["own", "calls", "total"]);
    assert_eq!(order(&by(Sort::TotalTime)), ["total", "own", "calls"]);
    assert_eq!(order(&by(Sort::Calls)), ["calls", "own", "total"]);
    assert_eq!(order(&by(Sort::Bytes)), ["total", "calls", "own"]);
    assert_eq!(order(&by(Sort::Retained)), ["own", "calls", "total"]);
    assert_eq!(order(&by(Sort::Name)), ["calls", "own", "total"]);
    assert_eq!(order(&report.to_string()), order(&by(Sort::SelfTime)), "as it stands");
}

#[test]
fn a_table_that_is_cut_says_how_many_there_are() {
    let text = report().table().limit(2).width(0).to_string();
    assert!(!text.contains("app::total"), "{text}");
    assert!(text.ends_with("\n2 of 3 functions are shown\n"), "{text}");
    assert!(!report().table().limit(3).to_string().contains("are shown"));
}

#[test]
fn what_was_never_called_is_a_report_too() {
    let report = Report::default();
    assert_eq!((report.to_string(), report.to_folded()), (String::new(), String::new()));
}

#[cfg(feature = "sinks")]
#[test]
fn the_largest_figures_keep_all_their_digits_in_json() {
    let mut function = Function::new("f", "f.rs", u32::MAX);
    function.calls = u64::MAX;
    function.self_time = Duration::from_nanos((1 << 53) + 1);
    function.p99 = Some(Duration::from_nanos(u64::MAX));
    let mut memory = Memory::default();
    (memory.peak_bytes, memory.retained_bytes) = (u64::MAX, i64::MIN);
    function.memory = Some(memory);
    let json = Report::from_functions(vec![function]).to_json();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let row = &json["functions"][0];
    assert_eq!(row["calls"].as_u64(), Some(u64::MAX));
    assert_eq!(row["self_ns"].as_u64(), Some((1 << 53) + 1));
    assert_eq!(row["p99_ns"].as_u64(), Some(u64::MAX));
    assert_eq!((row["p50_ns"].is_null(), row["line"].as_u64()), (true, Some(u32::MAX.into())));
    assert_eq!(row["peak_bytes"].as_u64(), Some(u64::MAX));
    assert_eq!(row["retained_bytes"].as_i64(), Some(i64::MIN));
}
