//! Everything in the document that this toolkit started from has a place where it is done right.
//!
//! `seed.txt` lists what it asks for (C), what it concludes (K), where it is wrong (F), and what
//! an example has to assert (A). `// Seed: F1, A3.` in a chapter stands above an assertion,
//! `/// Seed: A3.` above a test, and `// Seed: A10.` at the head of a file of `ui/` that does
//! not compile. `EXPAND=overwrite cargo test -p tenure-tests --test seed` writes the list of all
//! places into `examples/README.md`.

#![allow(missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What the letters stand for.
const KINDS: [(char, usize, &str); 4] = [
    ('C', 22, "what it shows"),
    ('K', 7, "what it concludes"),
    ('F', 18, "where it is wrong"),
    ('A', 68, "what has to be asserted"),
];

/// Where assertions are.
const FOLDERS: [&str; 4] = ["examples", "macros/src", "runtime/src", "tests"];

/// The letter and the number.
type Id = (char, usize);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The Rust files below a folder, relative to the top level.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(files(&path));
        } else if entry.path().extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The list.
fn rows() -> BTreeMap<Id, String> {
    let text = fs::read_to_string(root().join("tests/seed.txt")).expect("the list");
    let row = |line: &str| {
        let (id, words) = line.split_once(": ").unwrap_or_else(|| panic!("{line}: no words"));
        (parse(id).unwrap_or_else(|| panic!("{line}: no number")), words.to_owned())
    };
    let rows: BTreeMap<_, _> = text.lines().map(row).collect();
    assert_eq!(rows.len(), text.lines().count(), "a row is listed twice");
    rows
}

fn parse(id: &str) -> Option<Id> {
    let (letter, number) = (id.chars().next()?, id.get(1..)?.parse().ok()?);
    let (_, count, _) = KINDS.iter().find(|(kind, ..)| *kind == letter)?;
    (1..=*count).contains(&number).then_some((letter, number))
}

/// The rows that `// Seed: F1, A3.` names, if the line is such a one.
fn marked(line: &str) -> Option<Vec<Id>> {
    let list =
        line.trim().strip_prefix("//")?.trim_start_matches(['/', ' ']).strip_prefix("Seed: ")?;
    let list = list.split('.').next()?.split(", ");
    Some(list.map(|id| parse(id).unwrap_or_else(|| panic!("no row: {line}"))).collect())
}

/// Whether what stands below the mark can fail.
fn can_fail(path: &str, lines: &[&str]) -> bool {
    let mut below = lines[1..].iter().map(|line| line.trim());
    if path.starts_with("tests/ui/") {
        return root().join(path).with_extension("stderr").exists();
    }
    if lines[0].trim().starts_with("///") {
        let mut head = below.take_while(|line| line.starts_with(['/', '#']));
        return head.any(|line| line.starts_with("#[") && line.ends_with("test]"));
    }
    // A statement that asserts, which may begin with what it asserts of.
    let chapter = path.starts_with("examples/0") || path.starts_with("examples/chapters/");
    chapter && below.by_ref().take(8).any(|line| line.contains("assert"))
}

/// Where each row is done right.
fn places() -> BTreeMap<Id, BTreeSet<String>> {
    let mut places: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for path in FOLDERS.into_iter().flat_map(files).filter(|path| path != "tests/seed.rs") {
        let text = fs::read_to_string(root().join(&path)).expect("a file");
        let lines: Vec<_> = text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            for id in marked(line).into_iter().flatten() {
                assert!(can_fail(&path, &lines[index..]), "{path}: {line}: nothing that can fail");
                places.entry(id).or_default().insert(path.clone());
            }
        }
    }
    places
}

#[test]
fn every_row_has_an_example_or_a_test_that_does_it_right() {
    let (rows, places) = (rows(), places());
    for (kind, count, words) in KINDS {
        let listed = rows.keys().filter(|id| id.0 == kind).count();
        assert_eq!(listed, count, "{words}");
    }
    let missing = rows.iter().filter(|(id, _)| !places.contains_key(id));
    let missing: Vec<_> = missing.map(|(id, words)| format!("{}{}: {words}", id.0, id.1)).collect();
    assert!(missing.is_empty(), "nobody does these right:\n{}", missing.join("\n"));
}

#[test]
fn every_takeaway_and_every_row_of_the_checklist_has_an_example() {
    for (id, places) in places() {
        let shown = places.iter().any(|path| path.starts_with("examples/"));
        assert!(shown || "FA".contains(id.0), "{}{} is in {places:?} only", id.0, id.1);
    }
}

#[test]
fn what_must_not_compile_fails_with_its_own_error() {
    let places = places();
    for (id, words) in rows() {
        let Some((_, code)) = words.split_once("(E") else { continue };
        let code = format!("error[E{}]", &code[..4]);
        let shown = places.get(&id).into_iter().flatten().any(|path| {
            let text = fs::read_to_string(root().join(path).with_extension("stderr"));
            text.is_ok_and(|text| text.contains(&code))
        });
        assert!(shown, "{}{}: {words}: no {code}", id.0, id.1);
    }
}

/// All rows with their places, as the reader of the examples finds them.
fn list() -> String {
    let (rows, places) = (rows(), places());
    let mut list = String::new();
    for (kind, _, heading) in KINDS {
        write!(list, "\n| | {heading} | done right in |\n|---|---|---|\n").expect("a string");
        for (id, words) in rows.iter().filter(|(id, _)| id.0 == kind) {
            let link = |path: &String| {
                let name = path.rsplit('/').next().unwrap_or_default();
                let from_here = path.strip_prefix("examples/").map(str::to_owned);
                format!("[{name}]({})", from_here.unwrap_or_else(|| format!("../{path}")))
            };
            let links: Vec<_> = places.get(id).into_iter().flatten().map(link).collect();
            let (letter, number) = id;
            writeln!(list, "| {letter}{number} | {words} | {} |", links.join(", "))
                .expect("a string");
        }
    }
    list
}

#[test]
fn the_list_of_the_readme_is_that_of_the_marks() {
    const START: &str = "<!-- seed -->\n";
    const END: &str = "\n<!-- end of seed -->\n";
    let path = root().join("examples/README.md");
    let text = fs::read_to_string(&path).expect("the file").replace("\r\n", "\n");
    let (before, rest) = text.split_once(START).expect("the start of the list");
    let (written, after) = rest.split_once(END).expect("the end of the list");
    let list = list();
    if std::env::var_os("EXPAND").is_some_and(|value| value == "overwrite") {
        fs::write(path, format!("{before}{START}{list}{END}{after}")).expect("it is written");
    } else {
        let mut both = written.lines().zip(list.lines());
        let stale = both.find(|(written, row)| written != row);
        assert!(written == list, "`EXPAND=overwrite` writes it; stale is {stale:?}");
    }
}

#[test]
fn a_mark_names_one_row_or_several() {
    assert_eq!(marked("    // Seed: F1, A13. As it is."), Some(vec![('F', 1), ('A', 13)]));
    assert_eq!(marked("/// Seed: C22."), Some(vec![('C', 22)]));
    assert_eq!(marked("// Seeds: F1."), None);
    for wrong in
        ["// Seed: F19.", "// Seed: A0.", "// Seed: B1.", "// Seed: F1 and F2.", "// Seed: ."]
    {
        assert!(std::panic::catch_unwind(|| marked(wrong)).is_err(), "{wrong}");
    }
}

#[test]
fn a_mark_above_nothing_that_can_fail_is_none() {
    let of = |path: &str, text: &str| can_fail(path, &text.lines().collect::<Vec<_>>());
    assert!(of("examples/01_a.rs", "// Seed: F1.\nassert_eq!(1, 2);"));
    assert!(of("examples/01_a.rs", "// Seed: F1.\nlet a = f();\na.assert_same(\"b\");"));
    assert!(!of("examples/01_a.rs", "// Seed: F1.\nprintln!();"));
    assert!(of("examples/chapters/a.rs", "// Seed: F1.\nassert!(false);"));
    assert!(!of("examples/indexer/main.rs", "// Seed: F1.\nassert!(false);"));
    assert!(of("tests/a.rs", "/// Seed: F1.\n/// Words.\n#[test]\nfn a() {}"));
    assert!(of("tests/a.rs", "/// Seed: F1.\n#[tokio::test]\nasync fn a() {}"));
    assert!(!of("tests/a.rs", "/// Seed: F1.\nfn a() {}\n#[test]\nfn b() {}"));
    assert!(!of("tests/ui/seed/nothing.rs", "// Seed: F1."));
}
