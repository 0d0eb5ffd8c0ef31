//! What takes too long is named. These tests wait as long as a user would.

#![allow(missing_docs)]

use tenure_tests::run;

macro_rules! stuck {
    ($mode:literal) => {
        run(env!("CARGO_BIN_EXE_stuck"), &[$mode])
    };
}

/// File and line of the code in front of a mark in the program.
fn place(mark: &str) -> String {
    let source = include_str!("programs/stuck.rs");
    let line = source.lines().position(|line| line.ends_with(&format!("// {mark}")));
    format!("tests/process/programs/stuck.rs:{}", line.expect("the mark is there") + 1)
}

/// The text without the columns of its places.
fn without_columns(text: &str) -> String {
    let mut parts = text.split(".rs:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (line, rest) = part.split_once(':').unwrap_or((part, ""));
        text + ".rs:" + line + rest.trim_start_matches(|c: char| c.is_ascii_digit())
    })
}

#[test]
fn who_makes_what_and_who_waits_is_reported_once_after_five_seconds() {
    let output = stuck!("join");
    let stderr = without_columns(&output.stderr);
    let mut lines = stderr.lines();
    let first = format!(
        "warning: `Joined` is still being made after 5 s, on thread `main`, asked for at {}",
        place("first")
    );
    assert_eq!(lines.next(), Some(first.as_str()), "{}", output.stderr);
    let mut waiters: Vec<_> = lines.by_ref().take(2).collect();
    waiters.sort_unstable();
    let direct = format!("  thread `direct` waits for it at {}", place("direct"));
    let nested = format!("  thread `nested` waits for it at {}, to make `Nested`", place("nested"));
    assert_eq!(waiters, [direct, nested]);
    let advice = "  if its initialiser joins one of these threads, or waits for a message of one, it \
                  never ends; make `Joined` before that";
    assert_eq!(lines.next(), Some(advice));
    assert_eq!(lines.next(), None, "one report");
    assert_eq!(output.stdout, "made Joined\n");
}

#[test]
fn what_the_initialiser_itself_needs_is_reported() {
    let output = stuck!("chain");
    let needs = format!("\n  its initialiser needs `Joined` at {}\n", place("nested"));
    let stderr = without_columns(&output.stderr);
    assert!(stderr.contains(&needs), "{stderr}");
}

#[test]
fn a_hook_that_overruns_is_named_and_waited_for_when_the_program_goes_on() {
    let output = stuck!("slow_hook");
    let warning = format!(
        "warning: the `dispose` hook of `Slow`, declared at {}, still runs after 5 s; let it give \
         up in time\n",
        place("slow")
    );
    assert_eq!(without_columns(&output.stderr), warning);
    assert_eq!(output.stdout, "disposed Slow\ndisposed Early\nend of main: true\n");
    assert_eq!(output.code, Some(0));
}

#[test]
fn the_process_ends_without_a_hook_that_never_does() {
    let exit = std::thread::spawn(|| stuck!("endless_exit"));
    let main = stuck!("endless_hook");
    let exit = exit.join().expect("it ends");
    let report = format!(
        "warning: the `dispose` hook of `Slow`, declared at {slow}, still runs after 5 s; let it \
         give up in time\n\
         error: the teardown took longer than 30 s, and was given up\n\
         `Slow`: its `dispose` hook, declared at {slow}, still runs\n\
         `Early`: not disposed\n",
        slow = place("slow")
    );
    assert_eq!(without_columns(&main.stderr), report);
    assert_eq!((main.code, main.stdout.as_str()), (Some(1), "end of main\n"));
    assert_eq!(without_columns(&exit.stderr), report);
    assert_eq!((exit.code, exit.stdout.as_str()), (Some(7), ""));
}
