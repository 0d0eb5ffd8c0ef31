//! What comes of contracts in a process of their own, and where nobody counts.

#![allow(missing_docs)]

#[cfg(feature = "instrument")]
use tenure_tests::run_with;
use tenure_tests::{Output, run};

fn contracts(what: &str) -> Output {
    run(env!("CARGO_BIN_EXE_contracts"), &[what])
}

fn uncounted(what: &str) -> Output {
    run(env!("CARGO_BIN_EXE_uncounted"), &[what])
}

#[test]
fn a_process_that_keeps_its_contracts_goes_on() {
    for what in ["kept", "off"] {
        let Output { code, stdout, stderr } = contracts(what);
        assert_eq!((code, stdout.as_str()), (Some(0), "kept, 1 word\n"), "{stderr}");
    }
}

#[test]
#[cfg(feature = "instrument")]
fn a_broken_contract_is_a_panic_that_says_what_broke_it_and_where_it_was_asked() {
    let program = include_str!("programs/contracts.rs");
    let asked = program.lines().position(|line| line.trim() == "tenure::assert_contracts();");
    let place = format!("programs/contracts.rs:{}:5", asked.expect("a line") + 1);
    for (what, allocs) in [("broken", 4), ("elsewhere", 3)] {
        let Output { code, stderr, .. } = contracts(what);
        assert_eq!(code, Some(101), "{stderr}");
        assert!(stderr.contains(&place), "{stderr}");
        let told =
            format!("is `max_allocs = 1`: 1 call allocated more, up to {allocs} allocations");
        assert!(stderr.contains("`collect` (") && stderr.contains(&told), "{stderr}");
    }
}

#[test]
#[cfg(feature = "instrument")]
fn the_report_at_the_end_names_broken_contracts() {
    let environment = [("TENURE_REPORT", "table")];
    let output = run_with(env!("CARGO_BIN_EXE_contracts"), &["broken"], &environment);
    let report = output.stderr.split("instrumented functions:").nth(1).expect("a report");
    assert!(report.contains("\nbroken contracts:\n  `collect` ("), "{report}");
    let output = run_with(env!("CARGO_BIN_EXE_contracts"), &["kept"], &environment);
    assert!(!output.stderr.contains("broken contracts"), "{}", output.stderr);
}

#[test]
#[cfg(feature = "instrument")]
fn an_allocator_that_does_not_count_is_no_reason_to_agree() {
    for (what, said) in [
        ("assertion", "allocations cannot be asserted: of a box\n`tenure::Alloc` is not the"),
        ("contracts", "contracts cannot be checked\n`tenure::Alloc` is not the allocator"),
    ] {
        let Output { code, stderr, .. } = uncounted(what);
        assert_eq!(code, Some(101), "{stderr}");
        assert!(stderr.contains(said), "{stderr}");
    }
    let Output { code, stderr, .. } = uncounted("session");
    assert_eq!(code, Some(0), "{stderr}");
}

#[test]
#[cfg(not(feature = "instrument"))]
fn without_the_features_nothing_is_asserted_and_an_assertion_says_so_once() {
    let Output { code, stdout, stderr } = uncounted("assertion");
    assert_eq!((code, stdout.as_str()), (Some(0), "done\n"), "{stderr}");
    assert_eq!(
        stderr,
        "tenure: `assert_allocs!` checks nothing: the feature `alloc` of `tenure` is off; build \
         with `--features tenure/alloc`\n"
    );
    for what in ["contracts", "session"] {
        let Output { code, stderr, .. } = uncounted(what);
        assert_eq!((code, stderr.as_str()), (Some(0), ""));
    }
}

#[test]
#[cfg(all(unix, feature = "instrument"))]
fn a_session_that_began_before_a_fork_tells_the_child_what_it_did_itself() {
    let Output { code, stdout, stderr } = contracts("forked");
    let vector = 4 * size_of::<String>();
    let expected = [
        &format!("child: 1 calls, peak {}", vector + "onetwo".len()),
        "child: 1 broken, 3 allocations",
        &format!("parent: 1 calls, peak {}", vector + "onetwothree".len()),
        "parent: 1 broken, 4 allocations",
    ];
    assert_eq!(stdout.lines().collect::<Vec<_>>(), expected, "{stderr}");
    assert_eq!(code, Some(0));
}
