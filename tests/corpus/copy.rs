//! Copies of a crate, as it is and annotated.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::annotate::{Place, annotate, with_extern_crate};
use crate::cargo::Package;

/// A copy that is a workspace of its own, without its benchmarks.
pub fn plain(package: &Package) -> PathBuf {
    let to = folder().join("plain").join(&package.name);
    fresh(&package.folder, &to);
    for file in ["rust-toolchain", "rust-toolchain.toml"] {
        // Most have none; the compiler is the one that is here.
        let _absent = fs::remove_file(to.join(file));
    }
    let manifest = to.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&manifest, without_benchmarks(&text) + "\n[workspace]\n").expect("a manifest");
    to
}

/// A copy of `plain` in which every function has the attribute, and how many those are.
pub fn annotated(package: &Package, plain: &Path, place: Place) -> (PathBuf, usize) {
    let to = folder().join("annotated").join(&package.name);
    fresh(plain, &to);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime");
    let manifest = to.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let dependency = format!(
        "\n[dependencies.tenure]\npath = {:?}\nfeatures = [\"instrument\"]\n",
        runtime.canonicalize().expect("the runtime"),
    );
    fs::write(&manifest, text + &dependency).expect("a manifest");
    let mut functions = 0;
    // A library of one file may stand beside its manifest.
    let alone = Some(to.join("lib.rs")).filter(|file| file.exists());
    for file in sources(&to.join("src")).into_iter().chain(alone) {
        let text = fs::read_to_string(&file).expect("a source file");
        if let Some((mut text, found)) = annotate(&text, place) {
            functions += found;
            if package.edition == "2015" && file.ends_with("lib.rs") {
                text = with_extern_crate(&text);
            }
            fs::write(&file, text).expect("a source file");
        }
    }
    (to, functions)
}

/// Beside the executable.
pub fn folder() -> PathBuf {
    let executable = env::current_exe().expect("the path of this program");
    executable.parent().and_then(Path::parent).expect("a target folder").join("corpus")
}

/// Benchmarks bring large dependencies, and nobody runs them here.
fn without_benchmarks(manifest: &str) -> String {
    let mut kept = String::new();
    let mut dropped = false;
    // A feature may be one of that dependency.
    let required = manifest.contains("\"criterion/");
    for line in manifest.lines() {
        if line.starts_with('[') {
            let criterion = line.starts_with("[dev-dependencies.criterion") && !required;
            dropped = line == "[[bench]]" || criterion;
        }
        if !dropped {
            kept.extend([line, "\n"]);
        }
    }
    kept
}

fn fresh(from: &Path, to: &Path) {
    match fs::remove_dir_all(to) {
        Err(error) if to.exists() => panic!("{}: {error}", to.display()),
        _ => copy(from, to),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry").path();
        let target = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("a copy");
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries {
        let entry = entry.expect("an entry").path();
        if entry.is_dir() {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
    found
}
