//! Two versions of one crate in one program, which is as near as Rust comes to a module that is
//! loaded twice.

#![allow(missing_docs)]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// A version of a crate that has a singleton.
const LIBRARY: &str = r"
    #[tenure::singleton(init = || Config(VERSION))]
    pub struct Config(u32);

    impl Config {
        pub fn version(&self) -> u32 {
            self.0
        }
    }

    pub fn config() -> &'static Config {
        Config::instance()
    }
";

const PROGRAM: &str = r#"
    use std::{ptr, thread};

    /// A failed attempt and a retry, and an instance for each of two keys: runs, but no namesakes.
    #[derive(Debug)]
    #[tenure::singleton(init = || Err::<Broken, _>("out of order"))]
    struct Broken;
    #[tenure::singleton(key = u32, init = |_| Keyed)]
    struct Keyed;

    fn main() {
        let here = ptr::from_ref(one::Config::instance());
        let on_a_thread = thread::spawn(|| ptr::from_ref(one::config()).addr()).join().unwrap();
        println!("one address: {}", ptr::eq(here, one::config()) && here.addr() == on_a_thread);
        let _attempts = [(), ()].map(|()| Broken::try_instance().unwrap_err());
        let _keyed = [1, 2].map(|key| Keyed::instance(&key));
        println!("namesakes: {}", tenure::timeline().namesakes().len());
        println!("values: {} {}", one::config().version(), two::config().version());
        for (name, places) in tenure::timeline().namesakes() {
            println!("{name}");
            places.iter().for_each(|place| println!("{}", place.file().replace('\\', "/")));
        }
        println!("{}", tenure::timeline().tree());
    }
"#;

/// Writes a package below `folder`.
fn write(folder: &Path, (name, version): (&str, u32), (path, source): (&str, &str), more: &str) {
    // As in TOML, where a backslash is written twice.
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime").escape_default();
    fs::create_dir_all(folder).expect("a folder");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"{version}.0.0\"\nedition = \"2024\"\n\
         [dependencies]\ntenure = {{ path = \"{runtime}\", default-features = false }}\n{more}"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    fs::write(folder.join(path), source).expect("a source");
}

/// What the program says that contains the library twice.
fn printed() -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("copies");
    for version in [1, 2] {
        let source = format!("const VERSION: u32 = {version};\n{LIBRARY}");
        let package = folder.join(format!("v{version}"));
        fs::create_dir_all(package.join("src")).expect("a folder");
        write(&package, ("library", version), ("src/lib.rs", &source), "");
    }
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let more = "one = { package = \"library\", path = \"v1\" }\n\
                two = { package = \"library\", path = \"v2\" }\n\
                [workspace]\nexclude = [\"v1\", \"v2\"]\n";
    write(&folder, ("program", 1), ("src/main.rs", PROGRAM), more);
    // The versions of this workspace, which are there without a network.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("the versions");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("copies/target");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(&folder).args(["run", "--quiet", "--offline", "--target-dir"]).arg(target);
    let output = cargo.env_remove("RUSTFLAGS").output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// Seed: F9, A27, A34.
#[test]
fn a_crate_in_two_versions_has_an_instance_in_each_and_their_name_is_reported() {
    let printed = printed();
    let mut lines = printed.lines();
    assert_eq!(lines.next(), Some("one address: true"), "seen from two crates and two threads");
    assert_eq!(lines.next(), Some("namesakes: 0"), "{printed}");
    assert_eq!(lines.next(), Some("values: 1 2"));
    assert_eq!(lines.next(), Some("library::Config"));
    assert!(lines.next().is_some_and(|path| path.ends_with("v1/src/lib.rs")), "{printed}");
    assert!(lines.next().is_some_and(|path| path.ends_with("v2/src/lib.rs")), "{printed}");
    let told =
        "2 singletons of one name; a crate may be there in two versions:\n  library::Config\n";
    let (_, places) = printed.split_once(told).unwrap_or_else(|| panic!("{printed}"));
    assert_eq!(places.lines().filter(|line| line.starts_with("  declared at ")).count(), 2);
}
