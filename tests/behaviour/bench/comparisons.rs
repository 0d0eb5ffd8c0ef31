//! Verdicts, names and assertions of comparisons.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tenure::{Comparison, Sampling, Verdict, compare};

/// So many turns of a loop that cannot be left out.
fn turns(count: u64) -> u64 {
    (0..black_box(count)).fold(0, |sum, turn| black_box(sum ^ turn))
}

fn short() -> Sampling {
    Sampling::new().time(Duration::from_millis(20)).rounds(101)
}

fn comparison() -> Comparison {
    compare! {
        sampling: short(),
        baseline: "ten" => turns(10),
        "hundred" => turns(100),
        "thousand" => turns(1_000),
    }
}

#[test]
fn more_work_is_slower() {
    let comparison = comparison();
    assert_eq!(comparison.verdict("hundred"), Verdict::Slower, "{comparison}");
    assert_eq!(comparison.verdict("thousand"), Verdict::Slower, "{comparison}");
    assert!(comparison.ratio("thousand") > comparison.ratio("hundred"), "{comparison}");
    let (low, high) = comparison.interval("hundred");
    let ratio = comparison.ratio("hundred");
    assert!(1.0 < low && low <= ratio && ratio <= high, "{comparison}");
    assert_eq!(comparison.baseline().name, "ten");
    assert_eq!(
        comparison.rows().iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["ten", "hundred", "thousand"]
    );
    assert!((11..=101).contains(&comparison.rounds()));
}

#[test]
fn less_work_is_faster() {
    let comparison = compare! {
        sampling: short(),
        baseline: "thousand" => turns(1_000),
        "ten" => turns(10),
    };
    assert_eq!(comparison.verdict("ten"), Verdict::Faster, "{comparison}");
    comparison.assert_at_most("ten", 1.0);
}

/// What an assertion that fails says.
fn refusal(assertion: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(assertion)).expect_err("it fails");
    *payload.downcast::<String>().expect("a text")
}

#[test]
fn assertions_that_fail_tell_all_figures() {
    let comparison = comparison();
    let text = refusal(|| comparison.assert_same("ten", "thousand"));
    let start = "`thousand` and `ten` do not take the same time\n expected: the same, up to ";
    assert!(text.starts_with(start), "{text}");
    for part in [" got: slower: ", " against ", " times (", "with 99 % between ", " rounds"] {
        assert!(text.contains(part), "{text}");
    }
    let text = refusal(|| comparison.assert_at_most("thousand", 1.5));
    let start =
        "`thousand` takes too long\n expected: at most 1.5 times as long as `ten`\n      got: ";
    assert!(text.starts_with(start), "{text}");
    comparison.assert_at_most("thousand", 100_000.0);
}

#[test]
fn two_rows_may_be_held_against_each_other() {
    let comparison = compare! {
        sampling: short(),
        baseline: "ten" => turns(10),
        "thousand" => turns(1_000),
        "thousand again" => turns(1_000),
    };
    comparison.assert_same("thousand", "thousand again");
    comparison.assert_same("thousand", "thousand");
}

#[test]
fn a_name_that_no_row_has_is_told_with_those_that_there_are() {
    let comparison = comparison();
    assert!(comparison.row("tenn").is_none());
    let expected = "no row is called `tenn`; there are `ten`, `hundred`, `thousand`";
    assert_eq!(refusal(|| _ = comparison.verdict("tenn")), expected);
    assert_eq!(refusal(|| _ = comparison.ratio("tenn")), expected);
    assert_eq!(refusal(|| comparison.assert_same("ten", "tenn")), expected);
    assert_eq!(refusal(|| comparison.assert_at_most("tenn", 1.0)), expected);
}

#[test]
fn nothing_is_told_from_something() {
    let comparison = compare! {
        sampling: short(),
        baseline: "work" => turns(100),
        "nothing" => (),
    };
    let nothing = |name| comparison.row(name).map(|row| row.optimised_away);
    assert_eq!((nothing("work"), nothing("nothing")), (Some(false), Some(true)), "{comparison}");
}

#[test]
fn slow_code_has_few_rounds() {
    let mut calls = 0_u32;
    let metrics = Sampling::new().time(Duration::from_millis(1)).measure("slow", || {
        calls += 1;
        turns(200_000)
    });
    assert_eq!((metrics.rounds, metrics.turns), (11, 1));
    // One turn in each round, two to find that out, and those of the memory phase.
    assert!(calls <= 11 + 4 + 22, "{calls}");
}

#[test]
fn a_row_may_change_what_it_borrows_and_consts_may_be_names() {
    const NAME: &str = "pop";
    let (mut pushed, mut count) = (0_u64, 0_u64);
    let comparison = compare! {
        sampling: Sampling::new().time(Duration::from_millis(1)).rounds(11),
        baseline: "push" => pushed = black_box(pushed + 1),
        NAME => { count += 1; turns(count % 2) }
    };
    assert_eq!(comparison.rows()[1].name, NAME);
    drop(comparison);
    assert!(pushed > 11 && count > 11);
}
