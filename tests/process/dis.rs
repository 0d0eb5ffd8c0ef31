//! What `dis!` says of a program that is built as users build theirs.

#![allow(missing_docs)]
#![cfg(all(feature = "dis", target_os = "linux"))]
#![cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock};

use object::{Object as _, ObjectSymbol as _, SymbolKind};
use tenure_tests::{Output, run};

/// One way to build the program.
#[derive(Clone, Copy)]
enum Build {
    /// Optimised, and with symbols.
    Release,
    /// Optimised, without symbols.
    Stripped,
    /// Optimised over all crates, without symbols, and a panic ends the process.
    Small,
    /// Optimised, with symbols that nobody reads.
    Nameless,
}

impl Build {
    fn program(self) -> &'static str {
        static PROGRAMS: [OnceLock<PathBuf>; 4] = [const { OnceLock::new() }; 4];

        let program = PROGRAMS[self as usize].get_or_init(|| self.build());
        program.to_str().expect("a path that is text")
    }

    fn build(self) -> PathBuf {
        // They write to one place, so that what they have in common is built once.
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

        let _turn = ONE_AT_A_TIME.lock();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dis");
        let (profile, features, name): (&[(&str, &str)], _, _) = match self {
            Build::Release => (&[], "dis-names", "release"),
            Build::Stripped => (&[("STRIP", "symbols")], "dis-names", "stripped"),
            Build::Small => (
                &[("STRIP", "symbols"), ("LTO", "fat"), ("PANIC", "abort"), ("OPT_LEVEL", "s")],
                "dis",
                "small",
            ),
            Build::Nameless => (&[], "dis", "nameless"),
        };
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
        cargo.args(["build", "--release", "--offline", "-p=tenure-tests", "--bin=dis"]);
        cargo.args(["--no-default-features", "--features", features]);
        cargo.arg("--target-dir").arg(&folder).env_remove("RUSTFLAGS");
        for (key, value) in profile {
            cargo.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
        }
        let output = cargo.output().expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let program = folder.join(format!("dis-{name}"));
        fs::copy(folder.join("release/dis"), &program).expect("the program");
        program
    }

    fn run(self, arguments: &[&str]) -> Output {
        run(self.program(), arguments)
    }

    /// What the program says of each function.
    fn facts(self) -> Facts {
        let output = self.run(&["facts"]);
        assert_eq!(output.code, Some(0), "{output:?}");
        let fact = |line: &str| {
            let mut cells = line.split('\t').map(str::to_owned);
            ((cells.next().unwrap_or_default(), cells.next().unwrap_or_default()), cells.collect())
        };
        Facts(output.stdout.lines().map(fact).collect())
    }
}

/// By the name of a function and that of a fact.
struct Facts(BTreeMap<(String, String), String>);

impl Facts {
    fn get(&self, function: &str, key: &str) -> &str {
        let found = self.0.get(&(function.to_owned(), key.to_owned()));
        found.unwrap_or_else(|| panic!("no {key} of {function} in {:?}", self.0))
    }
}

const OPTIMISED: [Build; 4] = [Build::Release, Build::Stripped, Build::Small, Build::Nameless];

#[test]
fn a_static_and_an_instance_method_do_the_same() {
    for build in OPTIMISED {
        let facts = build.facts();
        let kinds = facts.get("MathUtils::add", "kinds");
        assert!(!kinds.is_empty());
        assert_eq!(kinds, facts.get("MathUtils::instance_add", "kinds"));
        // `&self` takes the first register, so the others move up by one.
        assert_eq!(facts.get("instance", "same"), "false");
        // A `self` without a size takes none.
        assert_eq!(
            (facts.get("zst", "same"), facts.get("zst", "identical")),
            ("true", "Some(true)")
        );
    }
}

#[test]
fn a_static_call_is_direct_and_a_dyn_call_is_not() {
    for build in OPTIMISED {
        let facts = build.facts();
        let counts = |name: &str| (facts.get(name, "calls"), facts.get(name, "indirect"));
        assert_eq!(counts("call_static"), ("1", "0"));
        assert_eq!(counts("call_dyn"), ("0", "1"));
        assert_eq!(counts("call_pointer"), ("0", "2"));
        assert_eq!(counts("MathUtils::add"), ("0", "0"));
    }
}

#[test]
fn a_call_through_the_table_of_the_loader_is_direct() {
    for build in OPTIMISED {
        let facts = build.facts();
        for function in ["element", "copies", "boxes_twice"] {
            assert_eq!(facts.get(function, "indirect"), "0", "{function}");
            assert_ne!(facts.get(function, "calls"), "0", "{function}");
        }
    }
}

#[test]
fn a_jump_table_is_no_call() {
    for build in [Build::Release, Build::Stripped, Build::Nameless] {
        let facts = build.facts();
        assert_eq!((facts.get("table", "calls"), facts.get("table", "indirect")), ("0", "0"));
        if cfg!(target_arch = "x86_64") {
            assert_eq!(facts.get("table", "tables"), "1");
        }
    }
}

#[test]
fn whether_it_may_panic_is_known_without_names_too() {
    for build in OPTIMISED {
        let facts = build.facts();
        for (function, verdict) in [
            ("MathUtils::add", "No"),
            ("call_static", "No"),
            ("calls_what_does_not", "No"),
            ("boxes", "No"),
            ("copies", "No"),
            ("aborts", "No"),
            ("twice_recursive", "No"),
            ("table", "No"),
            ("element", "Yes"),
            ("calls_what_panics", "Yes"),
            ("call_dyn", "Unknown"),
            ("call_pointer", "Unknown"),
        ] {
            assert_eq!(facts.get(function, "panics"), verdict, "{function}");
        }
    }
}

#[test]
fn a_closure_is_compiled_into_the_function_that_is_shown() {
    const CLOSURE: &str = "|x: i64| x.wrapping_mul(3).wrapping_add(k)";
    for build in OPTIMISED {
        let facts = build.facts();
        assert_eq!(facts.get(CLOSURE, "calls"), "0");
        assert!(facts.get(CLOSURE, "kinds").contains("add"));
        assert_eq!(facts.get("closures", "same"), "true");
    }
}

#[test]
fn a_diff_leaves_out_how_far_away_things_are() {
    for build in OPTIMISED {
        let facts = build.facts();
        assert_eq!(facts.get("callers", "same"), "true");
    }
}

#[test]
fn names_are_those_of_all_functions_that_became_one() {
    let facts = Build::Release.facts();
    let aliases = |function| facts.get(function, "aliases");
    assert!(aliases("MathUtils::add").contains("dis::MathUtils::add"));
    assert!(!aliases("MathUtils::zst_add").is_empty());
    assert_eq!(facts.get("call_static", "targets"), "dis::MathUtils::far");
    assert!(facts.get("element", "targets").contains("core::panicking::panic_bounds_check"));
    for build in [Build::Stripped, Build::Nameless] {
        assert_eq!(build.facts().get("MathUtils::add", "aliases"), "");
    }
}

/// How far each function of the program with symbols lies from `anchor`, and its size.
fn symbols() -> BTreeMap<i64, u64> {
    let file = fs::read(Build::Release.program()).expect("the program");
    let file = object::File::parse(&*file).expect("an executable");
    let functions = file.symbols().filter(|it| it.kind() == SymbolKind::Text && it.size() > 0);
    let functions: Vec<_> = functions.filter(|symbol| !symbol.is_undefined()).collect();
    let anchor = functions.iter().find(|symbol| symbol.name() == Ok("anchor")).expect("the anchor");
    let place = |address: u64| -> i64 {
        i64::try_from(i128::from(address) - i128::from(anchor.address())).expect("it is near")
    };
    functions.iter().map(|symbol| (place(symbol.address()), symbol.size())).collect()
}

/// The same program, whose symbols nobody finds: not even the list of its sections is there. Built
/// again with `strip = true` its functions would lie in another order.
fn without_symbols() -> PathBuf {
    let mut bytes = fs::read(Build::Release.program()).expect("the program");
    // `e_shoff`, then `e_shentsize`, `e_shnum` and `e_shstrndx` of the header of 64 bits.
    bytes[0x28..0x30].fill(0);
    bytes[0x3a..0x40].fill(0);
    let file = object::File::parse(&*bytes).expect("still an executable");
    assert_eq!(file.symbols().count(), 0);
    let program = Path::new(Build::Release.program()).with_extension("without-symbols");
    // A copy has the right to be run.
    fs::copy(Build::Release.program(), &program).expect("a copy");
    fs::write(&program, bytes).expect("the program");
    program
}

#[test]
fn a_stripped_program_knows_where_every_function_ends() {
    let symbols = symbols();
    assert!(symbols.len() > 1000, "{}", symbols.len());
    let mut command = Command::new(without_symbols());
    command.arg("extents").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut program = loop {
        match command.spawn() {
            // A child that another test forked while the file was written has it open until it is
            // another program.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            program => break program.expect("the program runs"),
        }
    };
    let offsets: Vec<_> = symbols.keys().map(i64::to_string).collect();
    let mut stdin = program.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || stdin.write_all(offsets.join("\n").as_bytes()));
    let output = program.wait_with_output().expect("it ends");
    writer.join().expect("it does not panic").expect("it reads all");
    let output = String::from_utf8(output.stdout).expect("text");
    let mut others = Vec::new();
    for (line, (offset, size)) in output.lines().zip(&symbols) {
        match line.split(' ').collect::<Vec<_>>()[..] {
            [place, found, "Unwind"] => {
                assert_eq!((place, found), (&*offset.to_string(), &*size.to_string()));
            }
            // Only what was written in assembly has no entry, as `_start`.
            _ => others.push(line),
        }
    }
    assert_eq!(output.lines().count(), symbols.len());
    eprintln!("{} of {} extents are exact", symbols.len() - others.len(), symbols.len());
    assert!(others.len() <= 5, "{others:?}");
}

#[test]
fn an_assertion_says_which_instructions_break_it() {
    for build in OPTIMISED {
        let output = build.run(&["assert", "right"]);
        assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""), "{output:?}");
        for (name, words) in [
            ("bytes", "`table` is not as it should be\n  `max_bytes = 3`: it has "),
            ("calls", "`call_static` is not as it should be\n  `no_calls`:\n    +0x"),
            ("indirect", "`call_dyn` is not as it should be\n  `no_indirect`:\n    +0x"),
            ("panic", "`element` is not as it should be\n  `no_panic`, and it may by:\n    +0x"),
            ("unknown", "  `no_panic`, which nobody knows of:\n    +0x"),
        ] {
            let output = build.run(&["assert", name]);
            assert_ne!(output.code, Some(0), "{name}");
            assert!(output.stderr.contains(words), "{name}: {}", output.stderr);
            assert!(output.stderr.contains("tests/process/programs/dis.rs:"), "{}", output.stderr);
        }
    }
    let named = Build::Release.run(&["assert", "panic"]).stderr;
    assert!(named.contains("core::panicking::panic_bounds_check"), "{named}");
}

#[test]
fn a_debug_build_asserts_nothing_and_says_so() {
    let debug = env!("CARGO_BIN_EXE_dis");
    let output = run(debug, &["assert", "calls"]);
    if cfg!(debug_assertions) {
        assert_eq!(output.code, Some(0), "{output:?}");
        assert!(
            output.stderr.contains("asserts nothing: built with debug assertions"),
            "{output:?}"
        );
        assert!(output.stderr.contains("tests/process/programs/dis.rs:"), "{output:?}");
    } else {
        assert_ne!(output.code, Some(0), "{output:?}");
    }
    let shown = run(debug, &["show"]).stdout;
    assert_eq!(shown.contains("; built with debug assertions"), cfg!(debug_assertions), "{shown}");
}
