//! `TENURE_LEAKS` says what is kept of a value that nobody disposed; it is read once.

#![allow(missing_docs)]

use std::process::Command;

use tenure::{Guard, disposable};

#[disposable]
struct Session {
    #[dispose(with = |name: &mut &str| Err::<(), String>(format!("{name} is busy")))]
    name: &'static str,
    guard: Guard,
}

/// Runs in a process of its own, with the variable set.
#[test]
#[ignore = "started by the other tests"]
fn forget_two() {
    for name in ["first", "second"] {
        drop(Session { name, guard: made_here() });
    }
    for leak in tenure::leaks() {
        println!("LEAK {}", leak.to_string().replace('\n', "\nLEAK "));
    }
}

#[inline(never)]
fn made_here() -> Guard {
    Guard::new()
}

fn reported(level: Option<&str>) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["forget_two", "--exact", "--ignored", "--nocapture"]).env_remove("TENURE_LEAKS");
    if let Some(level) = level {
        child.env("TENURE_LEAKS", level);
    }
    let output = child.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let output = String::from_utf8(output.stdout).unwrap();
    output.lines().filter_map(|line| line.strip_prefix("LEAK ")).map(str::to_owned).collect()
}

const END: &str = " was dropped without being disposed 2 times; disposing it then failed 2 times, \
                   first with name: first is busy";

#[test]
fn off_keeps_nothing() {
    assert_eq!(reported(Some("off")), <[&str; 0]>::default());
}

#[test]
fn count_keeps_the_type() {
    assert_eq!(reported(Some("count")), [format!("leaks::Session{END}")]);
}

#[test]
fn site_is_the_default_and_keeps_the_place() {
    let expected = format!("leaks::Session, created at {}:", file!());
    for level in [None, Some("site")] {
        let lines = reported(level);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].starts_with(&expected) && lines[0].ends_with(END), "{lines:?}");
    }
}

#[test]
fn backtrace_keeps_the_callers_too() {
    let lines = reported(Some("backtrace"));
    assert!(lines[0].starts_with("leaks::Session, created at"), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("leaks::made_here")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("leaks::forget_two")), "{lines:?}");
}
