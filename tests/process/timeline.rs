//! What `TENURE_INITTIME` has a process print when it ends.

#![allow(missing_docs)]

use tenure_tests::{Output, run_with};

/// Runs the program that ends in this way.
fn run(way: &str, variable: Option<&str>) -> Output {
    let mut environment = vec![("TENURE_REPORT", "off")];
    environment.extend(variable.map(|value| ("TENURE_INITTIME", value)));
    run_with(env!("CARGO_BIN_EXE_timeline"), &[way], &environment)
}

const HEADER: &str = "import time: self [us] | cumulative | imported package";

#[test]
fn one_prints_the_text_of_importtime_however_the_process_ends() {
    for way in ["guard", "plain", "exit", "twice"] {
        let output = run(way, Some("1"));
        assert_eq!(output.stdout, "", "{way}");
        let lines: Vec<_> = output.stderr.lines().filter(|line| !line.contains("budget")).collect();
        assert_eq!(lines[0], HEADER, "{way}");
        assert!(lines.iter().all(|line| line.starts_with("import time: ")), "{way}: {output:?}");
        assert_eq!(lines.iter().filter(|line| line.contains("timeline::Pool")).count(), 1, "{way}");
        let end_of = |name: &str| lines.iter().position(|line| line.ends_with(name));
        assert!(end_of(" timeline::Pool") < end_of(" timeline::Database"), "{way}");
        assert!(end_of("  timeline::Database").is_some(), "a thread stands above: {lines:?}");
        assert!(end_of("| thread main") > end_of("waiting for timeline::Index"), "{lines:?}");
        assert!(end_of("| thread worker") > end_of("|   timeline::Index"), "{lines:?}");
    }
}

#[test]
fn an_eager_singleton_is_asked_for_by_the_start_of_the_process() {
    let output = run("eager", Some("1"));
    let lines: Vec<_> = output.stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[1].ends_with(" | timeline::Settings"), "no thread, no depth: {lines:?}");
    let tree = run("eager", Some("2")).stderr;
    let file = include_str!("programs/timeline.rs");
    let line = 1 + file
        .lines()
        .position(|line| line.contains("tenure::start();") && line.contains("_process"))
        .unwrap();
    assert!(tree.contains(&format!("timeline.rs:{line}:")), "{tree}");
}

#[test]
fn two_prints_tree_blame_and_critical_chain() {
    let text = run("guard", Some("2")).stderr;
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words}:\n{text}"));
    assert!(place("who asked for whom") < place("who took how long"));
    assert!(place("who took how long") < place("the chain that lasted longest"));
    for words in ["[thread main]", "[thread worker]", "(waited for timeline::Index)"] {
        place(words);
    }
    let chain: Vec<_> = text[place("the chain that")..].lines().skip(2).collect();
    // The search waited on the main thread for the index, which the other one made.
    let begin = ["[thread main]", "timeline::Search ", "  [thread worker]", "  timeline::Index "];
    assert_eq!(chain.len(), begin.len(), "{text}");
    for (line, begin) in chain.iter().zip(begin) {
        assert!(line.starts_with(begin), "{text}");
        assert_eq!(line.contains(" @"), !line.contains("[thread "), "{text}");
        assert_eq!(line.contains(" +"), !line.contains("[thread "), "{text}");
    }
}

#[test]
fn unset_empty_zero_and_off_print_nothing() {
    for value in [None, Some(""), Some("0"), Some("off")] {
        assert_eq!(run("plain", value).stderr, "", "{value:?}");
    }
}

#[test]
fn a_process_that_makes_nothing_says_so() {
    // Without any singleton nothing is armed, either.
    assert_eq!(run("none", Some("2")).stderr, "");
}

#[test]
fn a_process_that_ends_in_an_initialiser_tells_of_it() {
    let output = run("running", Some("1"));
    assert_eq!(output.code, Some(0));
    assert!(output.stderr.contains("::Last (still running)\n"), "{output:?}");
}

#[test]
fn an_unknown_value_is_told_which_are_known_and_nothing_is_lost() {
    for value in ["3", "a.txt", "yes"] {
        let output = run("plain", Some(value)).stderr;
        let mut lines = output.lines();
        let expected = format!(
            "tenure: `TENURE_INITTIME={value}` is unknown; write `1`, `2`, `PATH.json`, \
             `PATH.trace.json`, `PATH.svg` or `off`"
        );
        assert_eq!(lines.next(), Some(&*expected));
        assert_eq!(lines.next(), Some(HEADER));
        assert!(output.contains("timeline::Pool"));
    }
}

#[test]
fn a_budget_that_was_overrun_is_told_at_the_end() {
    let output = run("guard", None).stderr;
    let line = output.lines().next().expect("a line");
    let start = "warning: the initialiser of `timeline::Database`, asked for at ";
    assert!(line.starts_with(start), "{line}");
    assert!(line.ends_with(" of its own, more than its budget of 1.00 ms"), "{line}");
    assert_eq!(output.lines().count(), 1, "{output}");
}

#[cfg(feature = "sinks")]
mod sinks {
    use std::collections::BTreeMap;
    use std::path::PathBuf;
    use std::{env, fs, process};

    use serde_json::Value;

    use super::{HEADER, run};

    fn file(name: &str) -> PathBuf {
        env::temp_dir().join(format!("tenure-timeline-{}-{name}", process::id()))
    }

    /// What the program writes into a file of this name.
    fn written(name: &str) -> String {
        let path = file(name);
        let output = run("plain", path.to_str());
        assert_eq!((&*output.stdout, &*output.stderr), ("", ""));
        let text = fs::read_to_string(&path).expect("a file");
        fs::remove_file(path).expect("it can be removed");
        text
    }

    #[test]
    fn a_path_of_json_is_a_file_that_any_reader_reads() {
        let json: Value = serde_json::from_str(&written("a.json")).expect("JSON");
        assert_eq!((&json["tenure"], &json["schema"]), (&"timeline".into(), &1.into()));
        assert_eq!(json["left_out"], 0);
        assert_eq!(json["threads"], serde_json::json!(["main", "worker"]));
        let inits = json["inits"].as_array().expect("a list");
        let of = |name: &str| {
            let name = format!("timeline::{name}");
            inits.iter().position(|it| it["name"] == *name).unwrap_or_else(|| panic!("no {name}"))
        };
        let (settings, pool, database) =
            (&inits[of("Settings")], &inits[of("Pool")], &inits[of("Database")]);
        let (index, search) = (&inits[of("Index")], &inits[of("Search")]);
        assert_eq!(settings["parent"], of("Pool"));
        assert_eq!(pool["parent"], of("Database"));
        assert_eq!((&database["parent"], &database["thread"]), (&Value::Null, &0.into()));
        assert_eq!((&database["budget_ns"], &pool["budget_ns"]), (&1_000_000.into(), &Value::Null));
        assert_eq!((&settings["eager"], &pool["eager"]), (&true.into(), &false.into()));
        assert_eq!((&index["thread"], &search["thread"]), (&1.into(), &0.into()));
        assert_eq!(search["waits"][0]["wanted"], "timeline::Index");
        assert_eq!(search["waits"][0]["length_ns"], search["waited_ns"]);
        for it in inits {
            assert_eq!(it["outcome"], "made");
            let [total, own, nested, waited] = ["total_ns", "self_ns", "nested_ns", "waited_ns"]
                .map(|key| it[key].as_u64().expect("a number"));
            assert_eq!(total, own + nested + waited, "{it}");
            assert!(it["asked_for"]["file"].as_str().expect("a file").ends_with("timeline.rs"));
        }
        let counts = cfg!(feature = "instrument");
        let bytes = if counts { Value::from(1_000) } else { Value::Null };
        assert_eq!((&json["memory_counted"], &settings["self_bytes"]), (&counts.into(), &bytes));
    }

    #[test]
    fn a_path_of_a_trace_has_an_event_for_each_run_and_wait_on_the_line_of_its_thread() {
        let json: Value = serde_json::from_str(&written("a.trace.json")).expect("JSON");
        let events = json["traceEvents"].as_array().expect("a list");
        let of = |kind: &str| -> Vec<_> { events.iter().filter(|it| it["ph"] == kind).collect() };
        let names: Vec<_> = of("M").iter().map(|it| (&it["name"], &it["args"]["name"])).collect();
        let name = Value::from("thread_name");
        assert_eq!(names, [(&name, &"thread main".into()), (&name, &"thread worker".into())]);
        let runs = of("X");
        assert_eq!(runs.len(), 6, "five singletons, and a wait for one");
        // Of the trace viewers all times are microseconds.
        let span = |name: &str| {
            let event = runs.iter().find(|it| it["name"] == name);
            let event = event.unwrap_or_else(|| panic!("no {name} in {json}"));
            assert!(event["pid"].is_u64(), "{event}");
            let [from, length] = ["ts", "dur"].map(|key| event[key].as_f64().expect("a number"));
            (event["tid"].as_u64().expect("a thread"), from, from + length)
        };
        let is_inside = |inner: (u64, f64, f64), outer: (u64, f64, f64)| {
            // The last digit is that of a nanosecond.
            inner.0 == outer.0 && inner.1 >= outer.1 && inner.2 <= outer.2 + 1e-6
        };
        let of = |name: &str| span(&format!("timeline::{name}"));
        assert!(is_inside(of("Settings"), of("Pool")) && is_inside(of("Pool"), of("Database")));
        assert!(is_inside(span("waiting for timeline::Index"), of("Search")));
        assert_eq!((of("Database").0, of("Index").0, of("Search").0), (0, 1, 0));
        let length = of("Index").2 - of("Index").1;
        assert!((80_000.0..8_000_000.0).contains(&length), "80 ms, in microseconds: {length}");
    }

    /// The tags of an XML text, opened and closed in order, with how often each occurs.
    fn tags(xml: &str) -> BTreeMap<String, usize> {
        let (mut open, mut counts) = (Vec::new(), BTreeMap::new());
        for tag in xml.split('<').skip(1) {
            let (tag, text) = tag.split_once('>').expect("a tag that ends");
            assert!(!text.contains('>'), "{text}");
            let name = tag.trim_matches('/').split(' ').next().expect("a name").to_owned();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name));
                continue;
            }
            if !tag.ends_with('/') {
                open.push(name.clone());
            }
            *counts.entry(name).or_insert(0) += 1;
        }
        assert!(open.is_empty(), "{open:?}");
        counts
    }

    #[test]
    fn a_path_of_svg_is_a_picture_with_a_bar_for_each_run() {
        let svg = written("a.SVG");
        let tags = tags(&svg);
        assert_eq!(tags["title"], 5, "five singletons");
        assert!(svg.contains("<text class=\"thread\" x=\"16\" y=\"102.0\">thread main</text>"));
        assert!(svg.contains(">thread worker</text>"));
        assert!(svg.contains("waited ") && svg.contains("url(#wait)"));
        assert!(svg.contains("allocations not counted") != cfg!(feature = "instrument"));
    }

    #[test]
    fn a_file_that_cannot_be_written_is_told_and_nothing_is_lost() {
        let path = file("no such folder").join("a.json");
        let output = run("plain", path.to_str()).stderr;
        let first = output.lines().next().expect("a line");
        assert!(first.contains("cannot be written: "), "{first}");
        assert_eq!(output.lines().nth(1), Some(HEADER));
    }
}

#[cfg(not(feature = "sinks"))]
#[test]
fn a_file_of_a_kind_whose_feature_is_off_names_the_feature() {
    for (path, kind) in [("a.json", "json"), ("a.trace.json", "json"), ("a.svg", "svg")] {
        let output = run("plain", Some(path)).stderr;
        let expected = format!(
            "tenure: `TENURE_INITTIME={path}` needs the feature `{kind}` of `tenure`; build \
             with `--features tenure/{kind}`"
        );
        assert_eq!(output.lines().next(), Some(&*expected));
        assert_eq!(output.lines().nth(1), Some(HEADER));
    }
}
