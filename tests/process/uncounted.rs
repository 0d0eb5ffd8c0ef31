//! What footprints, leaks and comparisons say where nobody counts: never zero.

#![allow(missing_docs)]
#![cfg(feature = "bench")]

use tenure_tests::run;

#[test]
fn what_nobody_counts_is_not_zero() {
    let output = run(env!("CARGO_BIN_EXE_uncounted"), &["heap"]);
    let lines: Vec<_> = output.stdout.lines().collect();
    assert_eq!(lines[..3], ["24 B + n/a; None None", "n/a; None None", "n/a; None None false"]);
    let rows = |name: &str| lines.iter().filter(|line| line.starts_with(name)).count();
    let unknown = "|    n/a |   n/a |  n/a |";
    let told = lines.iter().filter(|line| line.contains(unknown)).count();
    assert_eq!((rows("| vector "), rows("| box "), told), (3, 1, 3), "{}", output.stdout);
    assert!(!output.stdout.contains(" 0 B |"), "{}", output.stdout);
    let reason = if cfg!(feature = "instrument") {
        "memory: n/a, no hooks in the times: `tenure::Alloc` is not the `#[global_allocator]`"
    } else {
        "memory: n/a, no hooks in the times: the feature `alloc` of `tenure` is off"
    };
    assert_eq!(output.stdout.matches(reason).count(), 2, "{}", output.stdout);
}

#[test]
fn that_nothing_leaks_is_not_asserted_where_nobody_counts() {
    let output = run(env!("CARGO_BIN_EXE_uncounted"), &["leaks"]);
    if cfg!(feature = "instrument") {
        assert_eq!(output.code, Some(101), "{output:?}");
        let said = "leaks cannot be asserted\n`tenure::Alloc` is not the allocator of this program";
        assert!(output.stderr.contains(said), "{output:?}");
    } else {
        assert_eq!(output.code, Some(0), "{output:?}");
        assert!(output.stderr.contains("`Leftover::assert_none` checks nothing"), "{output:?}");
    }
}
