//! The recorder over a whole process, and the variables that switch it.

#![allow(missing_docs)]
#![cfg(feature = "instrument")]

use std::collections::HashMap;

use tenure_tests::{Output, run_with};

/// Runs the program in this way; what `TENURE_REPORT` says is another test's.
fn run(way: &str, variables: &[(&str, &str)]) -> Output {
    let mut environment = vec![("TENURE_REPORT", "off")];
    environment.extend(variables);
    let output = run_with(env!("CARGO_BIN_EXE_recorder"), &[way], &environment);
    assert_eq!(output.code, Some(0), "{}\n{}", output.stdout, output.stderr);
    output
}

/// The numbers behind each name that the program printed.
fn rows(output: &Output) -> HashMap<&str, Vec<u64>> {
    output.stdout.lines().filter_map(parse).collect()
}

fn parse(line: &str) -> Option<(&str, Vec<u64>)> {
    let name = line.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    let numbers = line[name.len()..].split_whitespace().map(|number| number.parse().ok());
    Some((name, numbers.collect::<Option<_>>()?))
}

#[test]
fn the_bytes_of_all_functions_are_those_of_the_allocator() {
    let output = run("sums", &[("RUST_BACKTRACE", "1")]);
    let mut rows = rows(&output);
    let allocated = rows.remove("allocated").expect("a line")[0];
    let sum: u64 = rows.values().map(|row| row[3]).sum();
    assert_eq!(sum, allocated, "{}", output.stdout);
    assert!(rows["<panic>"][3] > 0 && rows["moves"][0] == 10, "{}", output.stdout);
}

#[test]
fn what_a_panic_prints_is_in_a_row_of_its_own() {
    for backtrace in ["0", "1"] {
        let output = run("panic", &[("RUST_BACKTRACE", backtrace)]);
        assert!(output.stderr.contains("on purpose"), "{}", output.stderr);
        assert_eq!(output.stderr.contains("stack backtrace"), backtrace == "1");
        let rows = rows(&output);
        assert_eq!(rows["<panic>"][..2], [1, 0]);
        let bytes = rows["panics"][3];
        // Its own hundred, and what unwinding needs.
        assert!((100..2_000).contains(&bytes), "{bytes} bytes with {backtrace}");
        assert!(backtrace == "0" || rows["<panic>"][3] > 100_000, "{}", output.stdout);
    }
}

#[test]
fn a_hundred_thousand_threads_take_no_more_memory_than_a_thousand() {
    let output = run("churn", &[]);
    assert_eq!(rows(&output)["leaf"], [101_000, 0, 101_000, 1_010_000]);
    let pages: Vec<u64> = output
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("pages ")?.parse().ok())
        .collect();
    let (first, last) = (pages[0], pages[5]);
    // A tree of its own for each thread would be two pages at the least.
    assert!(last < first + 100, "{pages:?}");
}

#[cfg(unix)]
#[test]
fn the_child_of_a_fork_reports_what_it_did_itself() {
    let output = run("fork", &[]);
    let rows = rows(&output);
    assert_eq!(rows["child outer"][..2], [1, 1], "it is inside: {}", output.stdout);
    let bytes = 1 + 2 + 1_000;
    assert_eq!(rows["child leaf"], [4, 0, 3, bytes], "{}", output.stdout);
    assert_eq!(rows["leaf"], [12, 0, 11, 45 + 5 + 6], "{}", output.stdout);
    assert_eq!(rows["outer"][..2], [1, 0]);
}

#[test]
fn a_hundred_thousand_calls_deep_is_no_limit() {
    assert_eq!(rows(&run("deep", &[]))["descend_only"], [100_001, 0, 0, 0]);
}

#[test]
fn each_method_of_the_allocator_inside_is_called_for_the_same_of_ours() {
    let output = run("methods", &[]);
    assert!(output.stdout.contains("methods [1, 2, 1, 1]"), "{}", output.stdout);
}

#[test]
fn nothing_is_recorded_while_it_is_switched_off() {
    let output = run("switched", &[]);
    let rows = rows(&output);
    // One before and a hundred behind, and one in the future that was polled on.
    assert_eq!(rows["leaf"], [102, 0, 101, 1 + 99 * 100 / 2 + 10], "{}", output.stdout);
    assert!(!rows.contains_key("nothing"), "{}", output.stdout);
    // Of each future one poll was recorded.
    assert_eq!(rows["moves"], [2, 0, 2, 500 + 1_000], "{}", output.stdout);
}

#[test]
fn a_filter_lets_functions_through_by_name() {
    let names = |filter| {
        let output = run("sums", &[("TENURE_FILTER", filter)]);
        let mut names: Vec<_> = rows(&output).into_keys().map(str::to_owned).collect();
        names.sort();
        names
    };
    assert_eq!(names("leaf"), ["<panic>", "allocated", "leaf"]);
    assert_eq!(names("recorder::d*,other"), ["<panic>", "allocated", "descend", "other"]);
    assert_eq!(names("l*,!leaf"), ["<panic>", "allocated"]);
    let all_but = names("!leaf");
    assert!(all_but.contains(&"moves".to_owned()) && !all_but.contains(&"leaf".to_owned()));
}

#[test]
fn a_filter_that_leaves_out_all_that_was_called_is_told() {
    let told =
        |filter| run("wrong", &[("TENURE_FILTER", filter), ("TENURE_REPORT", "table")]).stderr;
    assert_eq!(
        told("lief"),
        "tenure: `TENURE_FILTER=lief` leaves out all that was called, such as `recorder::leaf`; \
         write globs of such names\n"
    );
    assert!(!told("leaf").contains("tenure: "), "{}", told("leaf"));
}

/// Four hundred first calls, each in two threads at once: a decision that the other thread did not wait
/// for would let some of them through.
#[test]
fn a_filter_lets_nothing_through_that_two_threads_call_first_at_once() {
    for (filter, functions) in [("first", "1"), ("", "417")] {
        let variables = [("TENURE_REPORT", "off"), ("TENURE_FILTER", filter)];
        let output = run_with(env!("CARGO_BIN_EXE_racing"), &[], &variables);
        assert_eq!(output.stdout.trim(), functions, "{filter}: {}", output.stderr);
    }
}

#[test]
fn a_budget_leaves_out_times_but_no_calls_and_no_bytes() {
    let times = |output: &Output| rows(output)["nanos"].clone();
    let all = run("busy", &[]);
    let within = run("busy", &[("TENURE_BUDGET", "2%")]);
    for output in [&all, &within] {
        let rows = rows(output);
        assert_eq!(rows["nothing"], [100_000, 0, 0, 0], "{}", output.stdout);
        assert_eq!(rows["sometimes"], [100_000, 0, 100, 6_400], "{}", output.stdout);
        assert_eq!(rows["spin"][..2], [100, 0]);
    }
    // What takes long is timed as ever: a hundred times a tenth of a millisecond.
    let spun = times(&within)[1];
    assert!(spun >= 9_900_000 && spun <= times(&within)[2], "{}", within.stdout);
    // Fewer readings of the clock, and no more.
    assert!(times(&within)[0] < 100_000 * 1_000, "{}", within.stdout);
}

#[test]
fn a_budget_tells_no_more_time_of_a_recursion_than_there_was() {
    let output = run("recursive", &[("TENURE_BUDGET", "2%")]);
    let [wall, total, inside] = rows(&output)["recursive"][..] else { panic!("{}", output.stdout) };
    assert!(0 < total && total <= wall && inside <= wall, "{}", output.stdout);
}

#[test]
fn what_recording_costs_is_measured_and_subtracted() {
    for clock in ["system", "counter"] {
        let output = least_disturbed(clock);
        let [wall, recording, overhead, outer, inner] = rows(&output)["cost"][..] else {
            panic!("{}", output.stdout);
        };
        assert!(recording > 0 && overhead >= recording, "{clock}: {}", output.stdout);
        // All there is to do is recording: what is left of the time is not much of it. The cost is
        // the least that was seen, so nothing is subtracted that was not there.
        assert!(outer + overhead <= wall / 50 * 51, "{clock}: {}", output.stdout);
        assert!(inner <= outer && outer < wall - recording / 2, "{clock}: {}", output.stdout);
    }
}

/// The run that found recording the cheapest. A processor that something else slows down while the
/// cost is measured, and that is faster afterwards, spends less time than is then subtracted.
fn least_disturbed(clock: &str) -> Output {
    let runs = (0..5).map(|_| run("cost", &[("TENURE_CLOCK", clock)]));
    runs.min_by_key(|output| rows(output)["cost"][1]).expect("there are some")
}

#[test]
fn either_clock_tells_the_same_time() {
    for clock in ["system", "counter"] {
        let output = run("spinning", &[("TENURE_CLOCK", clock)]);
        let [wall, told] = rows(&output)["spinning"][..] else { panic!("{}", output.stdout) };
        assert!(told >= 9_900_000 && told <= wall, "{clock}: {}", output.stdout);
    }
}

#[test]
fn a_wrong_value_is_one_line_that_says_what_is_right() {
    let wrong = [
        (
            "TENURE_FILTER",
            "a,,b",
            "globs with `*` and `?`, separated by commas; `!` in front of one leaves functions out",
        ),
        ("TENURE_BUDGET", "2", "a percentage from `0.1%` to `100%`"),
        ("TENURE_CLOCK", "sundial", "`counter` or `system`"),
    ];
    for (name, value, known) in wrong {
        let output = run("wrong", &[(name, value)]);
        assert_eq!(output.stderr, format!("tenure: `{name}={value}` is unknown; write {known}\n"));
        assert_eq!(rows(&output)["leaf"], [1, 0, 1, 1], "as if it were not there");
        assert_eq!(run("wrong", &[(name, "")]).stderr, "");
    }
}
