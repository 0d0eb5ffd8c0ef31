//! From the JSON of a report to a report.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use tenure::{Function, Memory, Report};

/// The version of the format that this program knows.
const SCHEMA: u64 = 1;

/// Reads a report. What is wrong with the file is said with its name.
pub(crate) fn report(path: &Path) -> Result<Report, String> {
    let told = |problem| format!("{}: {problem}", path.display());
    let text = fs::read_to_string(path).map_err(|error| told(error.to_string()))?;
    let json = serde_json::from_str(&text).map_err(|error| told(format!("no JSON: {error}")))?;
    functions(&json).map(Report::from_functions).map_err(told)
}

fn functions(json: &Value) -> Result<Vec<Function>, String> {
    if json["tenure"] != "report" {
        return Err("no report; `TENURE_REPORT=json=PATH` writes one".to_owned());
    }
    if json["schema"] != SCHEMA {
        return Err(format!("of schema {}, and this program knows {SCHEMA}", json["schema"]));
    }
    let rows = json["functions"].as_array().ok_or("`functions` is no list")?;
    let row = |(place, row)| function(row).map_err(|it| format!("`functions[{place}].{it}"));
    rows.iter().enumerate().map(row).collect()
}

fn function(row: &Value) -> Result<Function, String> {
    // The names of a report are those of the program that wrote it, where they are for ever; here
    // they are, too, since this program ends when it has printed them.
    let text = |key: &str| match row[key].as_str() {
        Some(text) => Ok(&*text.to_owned().leak()),
        None => Err(format!("{key}` is no text")),
    };
    let number = |key: &str| row[key].as_u64().ok_or(format!("{key}` is no whole number"));
    let time = |key: &str| number(key).map(Duration::from_nanos);
    let percentile = |key: &str| match &row[key] {
        // Before the first call has returned there is none.
        Value::Null => Ok(None),
        _ => time(key).map(Some),
    };
    let line = number("line")?.try_into().map_err(|_| "line` is too large")?;
    let mut function = Function::new(text("name")?, text("file")?, line);
    function.calls = number("calls")?;
    function.open = number("open")?;
    function.cancelled = number("cancelled")?;
    function.self_time = time("self_ns")?;
    function.total_time = time("total_ns")?;
    function.waited = time("waited_ns")?;
    function.idle = time("idle_ns")?;
    function.p25 = percentile("p25_ns")?;
    function.p50 = percentile("p50_ns")?;
    function.p75 = percentile("p75_ns")?;
    function.p95 = percentile("p95_ns")?;
    function.p99 = percentile("p99_ns")?;
    if !row["self_bytes"].is_null() {
        let mut memory = Memory::default();
        memory.self_allocs = number("self_allocs")?;
        memory.total_allocs = number("total_allocs")?;
        memory.self_bytes = number("self_bytes")?;
        memory.total_bytes = number("total_bytes")?;
        memory.peak_bytes = number("peak_bytes")?;
        let retained = row["retained_bytes"].as_i64();
        memory.retained_bytes = retained.ok_or("retained_bytes` is no whole number")?;
        function.memory = Some(memory);
    }
    Ok(function)
}
