//! The report as files, and what `TENURE_REPORT` says about them.

#![allow(missing_docs)]
#![cfg(feature = "instrument")]

#[cfg(not(feature = "sinks"))]
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

use tenure_tests::{Output, run_with};

/// A folder of one test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("tenure-sinks-{}-{number}", process::id()));
        fs::create_dir(&path).expect("a folder");
        Folder(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("text").to_owned()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("a file")
    }

    /// The names of what is there.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        let mut names: Vec<_> = entries.map(|it| name(it).into_string().expect("text")).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).expect("it can be removed");
    }
}

fn run(report: &str) -> Output {
    let environment = [("TENURE_REPORT", report), ("COLUMNS", "0")];
    let output = run_with(env!("CARGO_BIN_EXE_sinks"), &[], &environment);
    assert_eq!((output.code, &*output.stdout), (Some(0), ""), "{output:?}");
    output
}

/// A stack and its weight.
fn folded(text: &str) -> Vec<(Vec<&str>, u64)> {
    let parts = text.lines().map(|line| line.rsplit_once(' ').expect("a weight"));
    parts
        .map(|(stack, weight)| (stack.split(';').collect(), weight.parse().expect("a number")))
        .collect()
}

#[test]
fn a_file_is_written_and_nothing_printed() {
    let folder = Folder::new();
    let output = run(&format!("folded={}", folder.path("a.folded")));
    assert_eq!(output.stderr, "");
    assert_eq!(folder.names(), ["a.folded"]);
}

#[test]
fn several_sinks_stand_there_with_commas_between_them() {
    let folder = Folder::new();
    let [time, bytes] = ["t", "b"].map(|name| folder.path(name));
    let output = run(&format!("folded={time},table:sort=calls:limit=2,folded:bytes={bytes}"));
    assert_eq!(folder.names(), ["b", "t"]);
    let first: Vec<_> = output.stderr.lines().skip(4).take(3).collect();
    assert!(first[0].starts_with("| sinks::inner "), "5 calls are the most: {output:?}");
    assert!(first[1].starts_with("| sinks::down "), "then 4: {output:?}");
    assert!(!first[2].starts_with('|'), "{output:?}");
    assert!(output.stderr.ends_with("\n2 of 7 functions are shown\n"), "{output:?}");
    assert_eq!(run(&format!("off,folded={time}")).stderr, "");
}

#[test]
fn a_table_keeps_to_its_width() {
    let wide = run("table").stderr;
    assert!(wide.contains("tests/process/programs/sinks.rs:"), "{wide}");
    for width in [60, 80] {
        let narrow = run(&format!("table:width={width}")).stderr;
        let table = narrow.lines().filter(|line| line.starts_with('|'));
        assert!(table.clone().count() > 14, "{narrow}");
        for line in table {
            assert!(line.chars().count() <= width, "{line}");
        }
        assert!(names_what_is_left_out(&narrow), "{narrow}");
    }
    let environment = [("TENURE_REPORT", "table"), ("COLUMNS", "60")];
    let narrow = run_with(env!("CARGO_BIN_EXE_sinks"), &[], &environment).stderr;
    assert!(names_what_is_left_out(&narrow), "{narrow}");
    assert!(!names_what_is_left_out(&wide), "{wide}");
}

fn names_what_is_left_out(table: &str) -> bool {
    table.lines().any(|line| line.starts_with("place") && line.contains(" left out at this width"))
}

#[test]
fn what_does_not_go_to_a_terminal_is_plain() {
    assert!(!run("").stderr.contains(['\u{1b}', '│']));
}

#[test]
fn each_process_has_a_file_of_its_own() {
    let folder = Folder::new();
    let path = folder.path("a-%p.folded");
    run(&format!("folded={path}"));
    run(&format!("folded={path}"));
    let names = folder.names();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|name| !name.contains('%')), "{names:?}");
}

#[test]
fn what_cannot_be_written_is_told_and_the_table_printed_instead() {
    let folder = Folder::new();
    let (bad, good) = (folder.path("no such folder/a"), folder.path("b"));
    let output = run(&format!("folded={bad},folded={good}")).stderr;
    let mut lines = output.lines();
    let first = lines.next().expect("a line");
    let start = format!("tenure: `TENURE_REPORT=folded={bad}` cannot be written: ");
    assert!(first.starts_with(&start), "{first}");
    assert!(lines.next().is_some_and(|line| line.starts_with("instrumented functions: ")));
    assert_eq!(output.matches("| sinks::outer ").count(), 2, "time and memory, once: {output}");
    assert_eq!(folder.names(), ["b"], "the others are written all the same");
    let output = run(&format!("table,folded={bad},nonsense")).stderr;
    assert!(
        output.lines().nth(1).is_some_and(|it| it.contains("`TENURE_REPORT=nonsense` is unknown"))
    );
    assert_eq!(output.matches("| sinks::outer ").count(), 2, "{output}");
}

#[test]
fn folded_stacks_have_the_bytes_of_each_path() {
    let folder = Folder::new();
    run(&format!("folded:bytes={}", folder.path("a")));
    let text = folder.read("a");
    let line = |function: &str| {
        let source = include_str!("programs/sinks.rs");
        1 + source.lines().position(|line| line.contains(function)).expect("a line")
    };
    let twin = |function| format!("twin_(tests/process/programs/sinks.rs:{})", line(function));
    let (first, second) = (twin("fn first()"), twin("fn second()"));
    let strange = "größe:_\"解析\"_\\_2";
    let expected: [(&[&str], u64); 6] = [
        (&[strange, "sinks::inner"], 100),
        (&["sinks::outer"], 1_000),
        (&["sinks::outer", "sinks::inner"], 200),
        (&["sinks::work", "sinks::inner"], 200),
        (&[&first], 10),
        (&[&second], 20),
    ];
    let mut found = folded(&text);
    found.sort();
    let mut expected = expected.map(|(stack, weight)| (stack.to_vec(), weight)).to_vec();
    expected.sort();
    assert_eq!(found, expected);
}

#[cfg(feature = "sinks")]
mod formats {
    use super::*;
    use serde_json::Value;

    fn parsed(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    fn number(value: &Value) -> u64 {
        value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
    }

    #[test]
    fn json_has_the_figures_as_numbers() {
        let folder = Folder::new();
        run(&format!("json={}", folder.path("a.json")));
        let text = folder.read("a.json");
        assert_eq!(text.lines().count(), 1);
        let json = parsed(&text);
        assert_eq!((&json["tenure"], &json["schema"]), (&"report".into(), &1.into()));
        assert_eq!((&json["memory_counted"], &json["unrecorded"]), (&true.into(), &0.into()));
        let functions = json["functions"].as_array().expect("a list");
        assert_eq!(functions.len(), 7);
        let of = |name: &str| {
            let row = functions.iter().find(|row| row["name"] == name);
            row.unwrap_or_else(|| panic!("no {name} in {text}"))
        };
        let (outer, inner, down) = (of("sinks::outer"), of("sinks::inner"), of("sinks::down"));
        assert_eq!(of("größe; \"解析\"\n\\ 2")["calls"], 1);
        assert_eq!([&outer["calls"], &inner["calls"], &down["calls"]], [1, 5, 4]);
        assert_eq!((&outer["self_bytes"], &outer["total_bytes"]), (&1_000.into(), &1_200.into()));
        assert_eq!((&outer["self_allocs"], &outer["total_allocs"]), (&1.into(), &3.into()));
        assert_eq!(
            (&outer["peak_bytes"], &outer["retained_bytes"]),
            (&1_000.into(), &1_000.into())
        );
        assert!(outer["file"].as_str().is_some_and(|file| file.ends_with("programs/sinks.rs")));
        let [own, total] = ["self_ns", "total_ns"].map(|key| number(&outer[key]));
        assert!(own <= total);
        assert_eq!(number(&outer["p50_ns"]), total, "of one call it is known exactly");
        let threads = json["threads"].as_array().expect("a list");
        let mut names: Vec<_> = threads.iter().map(|thread| thread["name"].as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, [None, Some("main"), Some("worker")]);
    }

    #[test]
    fn all_files_of_one_process_say_the_same() {
        let folder = Folder::new();
        let [json, time, bytes, scope] = ["j", "t", "b", "s"].map(|name| folder.path(name));
        run(&format!("json={json},folded={time},folded:bytes={bytes},speedscope={scope}"));
        let (json, scope) = (parsed(&folder.read("j")), parsed(&folder.read("s")));
        let sum_of = |key: &str| -> u64 {
            json["functions"].as_array().expect("a list").iter().map(|row| number(&row[key])).sum()
        };
        let folded_sum = |name: &str| -> u64 {
            folded(&folder.read(name)).iter().map(|(_, weight)| weight).sum()
        };
        let profile_sum = |unit: &str| -> u64 {
            let profiles = scope["profiles"].as_array().expect("a list").iter();
            profiles.filter(|it| it["unit"] == unit).map(|it| number(&it["endValue"])).sum()
        };
        let bytes = sum_of("self_bytes");
        assert_eq!(bytes, 1_530);
        assert_eq!((folded_sum("b"), profile_sum("bytes")), (bytes, bytes));
        // Each path is rounded down to a nanosecond.
        let (rows, paths) = (sum_of("self_ns"), folded_sum("t"));
        assert_eq!(paths, profile_sum("nanoseconds"));
        assert!(rows.abs_diff(paths) < 20, "{rows} by rows, {paths} by paths");
    }

    #[test]
    fn speedscope_has_a_profile_of_each_thread_and_unit() {
        let folder = Folder::new();
        run(&format!("speedscope={}", folder.path("a")));
        let json = parsed(&folder.read("a"));
        let mut problems = Vec::new();
        // That of version 1.25 of the package on npm, `dist/release/file-format-schema.json`.
        let schema = parsed(include_str!("speedscope.schema.json"));
        validate(&schema, &schema, &json, "file", &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        let profiles = json["profiles"].as_array().expect("a list");
        let name = |profile: &Value| profile["name"].as_str().expect("text").to_owned();
        assert_eq!(name(&profiles[0]), "thread main, time", "the viewer shows it first");
        let mut names: Vec<_> = profiles.iter().map(name).collect();
        names.sort();
        let threads = ["a thread that has no name, or has ended", "thread main", "thread worker"];
        let expected =
            threads.map(|thread| ["memory", "time"].map(|unit| format!("{thread}, {unit}")));
        assert_eq!(names, expected.concat());
        for profile in profiles {
            let weights = profile["weights"].as_array().expect("a list");
            assert_eq!(weights.len(), profile["samples"].as_array().expect("a list").len());
            let sum: u64 = weights.iter().map(number).sum();
            assert_eq!(sum, number(&profile["endValue"]), "{profile}");
        }
        let frames = json["shared"]["frames"].as_array().expect("a list");
        let twins =
            frames.iter().filter(|frame| frame["name"] == "twin").map(|it| number(&it["line"]));
        let twins: Vec<_> = twins.collect();
        assert!(twins.len() == 2 && twins[0] != twins[1], "{twins:?}");
    }

    /// Checks a value against the part of JSON Schema that the one of speedscope uses.
    fn validate(root: &Value, schema: &Value, value: &Value, at: &str, problems: &mut Vec<String>) {
        for (keyword, rule) in schema.as_object().expect("a schema") {
            let fits = match keyword.as_str() {
                "$ref" => {
                    let pointer =
                        rule.as_str().and_then(|it| it.strip_prefix('#')).expect("a part");
                    let schema = root.pointer(pointer).expect("a definition");
                    validate(root, schema, value, at, problems);
                    true
                }
                "anyOf" => rule.as_array().expect("schemas").iter().any(|schema| {
                    let mut problems = Vec::new();
                    validate(root, schema, value, at, &mut problems);
                    problems.is_empty()
                }),
                "const" => rule == value,
                "enum" => rule.as_array().expect("values").contains(value),
                "type" => match rule.as_str().expect("a type") {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    other => panic!("a schema with {other}"),
                },
                "required" => {
                    let keys = rule.as_array().expect("keys");
                    keys.iter().all(|key| value.get(key.as_str().expect("a key")).is_some())
                }
                "properties" => {
                    for (key, schema) in rule.as_object().expect("schemas") {
                        if let Some(value) = value.get(key) {
                            validate(root, schema, value, &format!("{at}.{key}"), problems);
                        }
                    }
                    true
                }
                "items" => {
                    for (place, value) in value.as_array().into_iter().flatten().enumerate() {
                        validate(root, rule, value, &format!("{at}[{place}]"), problems);
                    }
                    true
                }
                "$schema" | "definitions" | "title" => true,
                other => panic!("a schema with {other}"),
            };
            if !fits {
                problems.push(format!("{at}: {keyword} {rule}"));
            }
        }
    }
}

#[cfg(not(feature = "sinks"))]
#[test]
fn a_sink_whose_feature_is_off_names_the_feature() {
    for kind in ["json", "speedscope"] {
        let output = run(&format!("{kind}=a")).stderr;
        let expected = format!(
            "tenure: `TENURE_REPORT={kind}=a` needs the feature `{kind}` of `tenure`; build with \
             `--features tenure/{kind}`"
        );
        assert_eq!(output.lines().next(), Some(&*expected));
        assert!(output.contains("| sinks::outer "), "{output}");
        assert!(!Path::new("a").exists());
    }
}
