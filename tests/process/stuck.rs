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
fn each_run_of_an_initialiser_is_reported() {
    let reports = stuck!("again").stderr.matches("`Again` is still being made").count();
    // The thread that waited for the first run makes it itself, and has one to wait for it.
    assert!(reports >= 2, "{reports}");
}

#[test]
fn what_the_initialiser_itself_needs_is_reported() {
    let output = stuck!("chain");
    let needs = format!("\n  its initialiser needs `Joined` at {}\n", place("nested"));
    let stderr = without_columns(&output.stderr);
    assert!(stderr.contains(&needs), "{stderr}");
}

/// The report of one that is awaited in `place`, polled there for the first time.
fn awaited(name: &str, place: &str, between: &str, advice: &str) -> String {
    format!(
        "warning: `{name}` is still being made after 5 s, polled last on thread `main`, asked for at \
         {place}{between}\n  \
         a task, polled last on thread `main`, awaits it at {place}\n  {advice}\n"
    )
}

/// What is said of one that waits for something unknown.
fn nothing_came(name: &str) -> String {
    format!(
        "its initialiser awaits something that has not come; if that needs `{name}`, or a runtime \
         that has stopped, it never does: make `{name}` before that"
    )
}

#[test]
fn who_awaits_is_reported_once_after_five_seconds_without_any_runtime() {
    let output = stuck!("awaited");
    let report = awaited("Pool", &place("awaits"), "", &nothing_came("Pool"));
    assert_eq!((without_columns(&output.stderr), output.code), (report, Some(0)));
}

#[test]
fn who_awaits_in_an_initialiser_is_reported_with_its_name() {
    let output = stuck!("awaited_in_a_chain");
    let (store, pool) = (place("store"), place("pool"));
    let needs = format!("\n  its initialiser needs `Pool` at {pool}");
    let advice = "it goes on when `Pool` is there; look for what keeps that";
    let outer = awaited("Store", &store, &needs, advice);
    let inner = awaited("Pool", &pool, "", &nothing_came("Pool"));
    let inner = inner.replace(
        &format!("{pool}\n  its initialiser awaits"),
        &format!("{pool}, to make `Store`\n  its initialiser awaits"),
    );
    let stderr = without_columns(&output.stderr);
    assert!(stderr == format!("{outer}{inner}") || stderr == format!("{inner}{outer}"), "{stderr}");
}

#[test]
fn a_future_that_was_woken_and_not_polled_is_told_from_one_that_was_not() {
    let output = stuck!("woken");
    let advice = "its initialiser was woken, but nobody who awaits it was polled since; let the \
                  runtime of one of them go on";
    assert_eq!(without_columns(&output.stderr), awaited("Woken", &place("woken"), "", advice));
}

#[test]
fn a_poll_that_blocks_its_thread_is_reported_by_who_awaits_the_same() {
    let output = stuck!("blocked");
    let report = format!(
        "warning: `Blocking` is still being made after 5 s, polled last on thread `poller`, asked \
         for at {}\n  \
         a task, polled last on thread `main`, awaits it at {}\n  \
         its initialiser is in the middle of a poll; if it blocks that thread, let it await \
         instead\n",
        place("first poll"),
        place("second poll")
    );
    assert_eq!(without_columns(&output.stderr), report);
}

#[test]
fn what_nobody_awaits_any_more_and_what_is_made_in_time_is_not_reported() {
    let in_time = std::thread::spawn(|| stuck!("in_time"));
    let given_up = stuck!("given_up");
    assert_eq!((given_up.stderr.as_str(), given_up.code), ("", Some(0)));
    let in_time = in_time.join().expect("it ends");
    assert_eq!((in_time.stderr.as_str(), in_time.code), ("", Some(0)));
}

#[cfg(feature = "testing")]
#[test]
fn who_awaits_in_an_override_is_reported_too() {
    let output = stuck!("overridden");
    let report = awaited("Overridden", &place("overridden"), "", &nothing_came("Overridden"));
    assert_eq!(without_columns(&output.stderr), report);
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
fn the_time_of_a_hook_begins_behind_the_last_handle() {
    let output = stuck!("late_handle");
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("end of main: true\n", ""));
    assert_eq!(output.code, Some(0));
}

#[test]
fn the_process_ends_without_a_hook_that_never_does() {
    let exit = std::thread::spawn(|| stuck!("endless_exit"));
    let beside = std::thread::spawn(|| stuck!("endless_beside"));
    let main = stuck!("endless_hook");
    let exit = exit.join().expect("it ends");
    let beside = beside.join().expect("it ends");
    let report = format!(
        "warning: the `dispose` hook of `Slow`, declared at {slow}, still runs after 5 s; let it \
         give up in time\n\
         error: the teardown took longer than 30 s, and was given up\n\
         `Slow`: its `dispose` hook, declared at {slow}, still runs; let it give up in time\n\
         `Early`: not disposed\n",
        slow = place("slow")
    );
    assert_eq!(without_columns(&main.stderr), report);
    assert_eq!((main.code, main.stdout.as_str()), (Some(1), "end of main\n"));
    assert_eq!(without_columns(&exit.stderr), report);
    assert_eq!((exit.code, exit.stdout.as_str()), (Some(7), ""));
    // A teardown that a program called has all the time, until somebody ends the process.
    assert_eq!(without_columns(&beside.stderr), report);
    assert_eq!((beside.code, beside.stdout.as_str()), (Some(7), ""));
}
