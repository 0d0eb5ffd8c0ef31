//! The rules of the architecture.

#![allow(missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(&path))
        .unwrap_or_else(|error| panic!("{}: {error}", path.as_ref().display()))
}

/// The files below a folder, relative to the top level, that end in `ending`.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).expect("a folder") {
        let entry = entry.expect("an entry");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_name() == "target" {
            // What a workspace of its own, such as the corpus, has built.
        } else if entry.path().is_dir() {
            found.extend(files(&path, ending));
        } else if path.ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The attributes, as `macros/src/lib.rs` lists them, with the file that holds the pattern.
fn entry_points() -> Vec<(String, String)> {
    let lib = read("macros/src/lib.rs");
    let listed = lib.split("#[proc_macro_attribute]").skip(1).map(|text| {
        let name = between(text, "pub fn ", "(").expect("an entry point");
        let module = between(text, "    ", "::PATTERN").expect("one line that runs a pattern");
        (name.to_owned(), module.trim().to_owned())
    });
    listed.collect()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split_once(end).map(|(inside, _)| inside)
}

/// The names that follow `marker`.
fn names_after(text: &str, marker: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    text.split(marker).skip(1).map(name).filter(|name: &String| !name.is_empty()).collect()
}

#[test]
fn every_attribute_has_its_cases_tests_and_docs() {
    let (expanded, readme) = (read("tests/expanded.rs"), read("README.md"));
    for (name, _) in entry_points() {
        assert!(!files(&format!("tests/expand/{name}"), ".expanded.rs").is_empty(), "{name}");
        read(format!("tests/ui/{name}/many_errors.rs"));
        let tests = [
            "behaviour/{}.rs",
            "behaviour/{}/mod.rs",
            "behaviour/disposable/{}/mod.rs",
            "process/{}.rs",
        ];
        let exists = |path: &&str| root().join("tests").join(path.replace("{}", &name)).exists();
        assert!(tests.iter().any(exists), "no tests of `{name}`");
        assert!(expanded.contains(&format!("    {name} {{")), "expanded.rs lacks `{name}`");
        let headings = [format!("## `#[{name}]`"), format!("## `#[tenure::{name}]`")];
        assert!(headings.iter().any(|heading| readme.contains(heading)), "README lacks `{name}`");
    }
}

#[test]
fn every_expansion_is_compiled() {
    let expanded = read("tests/expanded.rs");
    for path in files("tests/expand", ".expanded.rs") {
        let case = path.rsplit('/').next().and_then(|name| name.strip_suffix(".expanded.rs"));
        let case = case.expect("a case");
        assert!(expanded.lines().any(|line| line.trim() == case), "expanded.rs lacks {path}");
    }
}

#[test]
fn every_rule_has_a_mistake_that_shows_its_message() {
    for (name, module) in entry_points() {
        let folder = root().join(format!("macros/src/{module}/check.rs"));
        let file =
            if folder.exists() { format!("{module}/check.rs") } else { format!("{module}.rs") };
        let source = read(format!("macros/src/{file}"));
        let start = source.find("fn check(").expect("the rules");
        let end = source[start..].find("fn expand(").map_or(source.len(), |end| start + end);
        let shown: String =
            files(&format!("tests/ui/{name}"), ".stderr").iter().map(read).collect();
        // Rules that are many have a file of their own.
        let rules = root().join(format!("macros/src/{module}/rules.rs"));
        let rules = fs::read_to_string(rules).unwrap_or_default();
        let rules = rules.split("#[cfg(test)]").next().unwrap_or_default();
        for message in [messages(&source[start..end]), messages(rules)].concat() {
            assert!(shown.contains(&message), "no file in tests/ui/{name} shows: {message}");
        }
    }
}

/// The longest part without placeholders of each text that is long enough to be a message.
fn messages(source: &str) -> Vec<String> {
    let code: Vec<_> =
        source.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
    let code = code.join("\n").replace("\\\n", "");
    let texts = code.split('"').skip(1).step_by(2).filter(|text| text.contains(' '));
    let first_line = |text: &str| text.split("\\n").next().unwrap_or_default().to_owned();
    let parts = texts.map(first_line).map(|text| {
        let parts = text.split(['{', '}']).step_by(2).map(str::to_owned);
        parts.max_by_key(String::len).unwrap_or_default()
    });
    parts.collect()
}

#[test]
fn private_names_are_those_that_generated_code_uses() {
    let private = read("runtime/src/private.rs");
    let exports = private.split("pub use").skip(1).flat_map(|line| {
        let path = line.split(';').next().unwrap_or_default();
        let path = path.split(" as ").last().unwrap_or(path);
        let names =
            between(path, "{", "}").unwrap_or_else(|| path.rsplit("::").next().unwrap_or(path));
        names.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>()
    });
    let exports: BTreeSet<String> = exports.collect();
    let sources = |folder| files(folder, ".rs").iter().map(read).collect::<String>();
    let (macros, runtime) = (sources("macros/src"), sources("runtime/src"));
    let mut used = names_after(&macros, "private::");
    used.extend(names_after(&runtime, "$crate::__private::"));
    let derives = macros.split("derive: Some(\"").skip(1).filter_map(|rest| rest.split('"').next());
    used.extend(derives.map(str::to_owned));
    for name in &exports {
        assert!(used.contains(name), "no macro uses `{name}` of private.rs");
    }
    for path in files("tests/expand", ".expanded.rs") {
        for name in names_after(&read(&path), "__private::") {
            assert!(exports.contains(&name), "{path} uses `{name}`, which private.rs lacks");
        }
    }
}

#[test]
fn layers_keep_apart() {
    let patterns: Vec<_> = entry_points().into_iter().map(|(_, module)| module).collect();
    for path in files("macros/src", ".rs") {
        let text = read(&path);
        let inside = path.strip_prefix("macros/src/").expect("a path of macros");
        let listing = inside == "lib.rs" || inside == "snapshots.rs" || inside == "mutations.rs";
        for pattern in patterns.iter().filter(|pattern| !inside.starts_with(pattern.as_str())) {
            assert!(
                listing || !text.contains(&format!("crate::{pattern}")),
                "{path} uses `{pattern}`"
            );
        }
        let layer = inside.rsplit('/').next().unwrap_or_default();
        if ["mod.rs", "parse.rs", "check.rs"].contains(&layer) && !inside.starts_with("support") {
            assert!(!text.contains("quote!"), "{path} writes tokens");
        }
        assert!(!text.contains("cfg(feature"), "{path}: the feature would be the user's");
        assert!(inside == "lib.rs" || !text.contains("proc_macro::"), "{path} names the compiler");
    }
    for path in files("tests", ".rs").iter().filter(|path| !path.contains("/expand/")) {
        let text = read(path);
        let names = path.ends_with("tidy.rs") || !text.contains("__private");
        assert!(names, "{path} uses what is private");
    }
}

#[test]
fn files_are_about_one_noun_and_finished() {
    let marks = ["TODO", "FIXME", "dbg!", "println!", "todo!", "unimplemented!"];
    for path in [files("macros/src", ".rs"), files("runtime/src", ".rs")].concat() {
        let text = read(&path);
        assert!(text.lines().count() <= 300, "{path} has more than 300 lines");
        assert!(text.starts_with("//! "), "{path} does not say what it owns");
        let prints = path.contains("/report/") || path.ends_with("process.rs");
        for mark in marks.iter().filter(|mark| !(prints && **mark == "println!")) {
            assert!(!text.contains(mark), "{path} contains {mark}");
        }
    }
}

/// As it is shown, without the lines that only documentation hides.
#[test]
fn every_program_of_the_readme_is_whole() {
    let readme = read("README.md");
    for block in readme.split("\n```rust").skip(1) {
        let (block, _) = block.split_once("\n```").expect("its end");
        assert!(block.contains("fn main()"), "no `main` in {block}");
        let hidden = block.lines().find(|line| line.trim_start().starts_with("# "));
        assert_eq!(hidden, None, "in {block}");
    }
}

#[test]
fn the_top_level_is_that_of_the_architecture() {
    let allowed = ["Cargo.toml", "Cargo.lock", "README.md", "CHANGELOG.md", "CONTRIBUTING.md"];
    let folders = ["macros", "runtime", "tests", "examples", "target"];
    for entry in fs::read_dir(root()).expect("the top level") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let known = allowed.contains(&name.as_str()) || folders.contains(&name.as_str());
        assert!(known || name.starts_with('.') || name.starts_with("LICENSE-"), "{name}");
    }
    assert!(read("Cargo.toml").contains("tenure-macros = { path = \"macros\", version = \"="));
    let numbers = files("examples", ".rs").into_iter();
    let numbers =
        numbers.filter_map(|path| path["examples/".len()..].get(..2)?.parse::<usize>().ok());
    assert!(
        numbers.enumerate().all(|(index, number)| number == index + 1),
        "a gap in the examples"
    );
}
