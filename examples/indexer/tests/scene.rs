//! A folder with a tree of sources and an index.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// What stays the same from one test to the next.
pub(crate) struct Scene {
    folder: TempDir,
}

/// What a run left behind beside files.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tree")).unwrap();
        fs::create_dir(folder.path().join("index")).unwrap();
        Scene { folder }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The folder that is indexed, as the program names it.
    pub(crate) fn tree(&self) -> PathBuf {
        self.path().join("tree").canonicalize().unwrap()
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.path().join("index/words.idx")
    }

    /// Writes a file of the tree.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.tree().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// The program with the index of this scene; without the report at its end, so that what it
    /// says itself can be compared.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(program());
        command.arg("--index").arg(self.index()).env("TENURE_REPORT", "off");
        command
    }

    /// Indexes the tree.
    pub(crate) fn build(&self) -> Ended {
        run(self.program().arg(self.tree()))
    }

    /// Asks the index that is there.
    pub(crate) fn find(&self, word: &str) -> Ended {
        run(self.program().args(["--find", word]))
    }

    /// The names of the files in the folder of the index, hidden ones too.
    pub(crate) fn beside_the_index(&self) -> Vec<String> {
        let files = fs::read_dir(self.path().join("index")).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    }
}

pub(crate) fn run(command: &mut Command) -> Ended {
    ended(command.output().unwrap())
}

/// `program` in a shell that has set `limits` before.
#[cfg(unix)]
pub(crate) fn limited(limits: &str, program: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{limits}; exec \"$@\""), "sh"]);
    shell.arg(program.get_program()).args(program.get_args()).env("TENURE_REPORT", "off");
    shell
}

pub(crate) fn ended(output: Output) -> Ended {
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// `target/<profile>/examples/indexer`; this test is in `target/<profile>/deps`.
pub(crate) fn program() -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let profile = this.parent().and_then(Path::parent).unwrap();
    let program = profile.join("examples/indexer").with_extension(std::env::consts::EXE_EXTENSION);
    assert!(program.exists(), "{} is not built; run `cargo test`", program.display());
    program
}
