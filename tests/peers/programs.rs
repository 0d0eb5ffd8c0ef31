//! The programs of `recorders/`, one for each peer: built, asked in turn, or counted by callgrind.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{self, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::callgrind;

/// A program and the environment that it runs in.
#[derive(Clone, Copy)]
pub struct Program {
    pub name: &'static str,
    pub bin: &'static str,
    pub environment: &'static [(&'static str, &'static str)],
}

/// What is asked of it between two others. A peer that leaves work to a thread of its own does it then,
/// and not while another is measured.
const PAUSE: Duration = Duration::from_millis(60);

/// Builds all of them; those of hotpath's allocations apart, since the feature changes all calls.
pub fn build() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("recorders/Cargo.toml");
    let apart = ["--features", "hotpath-alloc", "--bin", "hotpath_alloc", "--bin", "alloc_hotpath"];
    for options in [&[][..], &apart] {
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--release", "--manifest-path"])
            .arg(&manifest)
            .arg("--target-dir")
            .arg(folder().parent().expect("a profile has a folder of its own"))
            .args(options)
            .status();
        assert!(status.is_ok_and(|status| status.success()), "the peers could not be built");
    }
}

/// Where this program was built, and the others with it.
fn folder() -> PathBuf {
    let this = env::current_exe().expect("a program that runs is a file");
    this.parent().expect("a file is in a folder").to_owned()
}

impl Program {
    pub fn command(&self) -> Command {
        let mut command = Command::new(folder().join(self.bin));
        command.envs(self.environment.iter().copied());
        command
    }

    /// Starts it, to be asked.
    pub fn start(&self) -> Running {
        let command = self
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = command.unwrap_or_else(|error| panic!("{}: {error}", self.bin));
        let questions = child.stdin.take().expect("piped");
        let answers = BufReader::new(child.stdout.take().expect("piped"));
        Running { child, questions: Some(questions), answers }
    }

    /// The instructions of one turn of a mode, of the calls alone or of the whole program; `None` where there is no valgrind.
    pub fn instructions(&self, mode: &str, within: Within) -> Option<i64> {
        const SHORT: i64 = 1_000;
        const LONG: i64 = 21_000;
        let options: &[&str] = match within {
            Within::Caller => &["--toggle-collect=recorders::measured*"],
            Within::Program => &[],
        };
        let [short, long] = [SHORT, LONG].map(|count| {
            let args = [mode, &count.to_string()];
            callgrind::collected(&folder().join(self.bin), options, &args, self.environment)
        });
        Some((long? - short?) / (LONG - SHORT))
    }
}

/// Where instructions are counted.
#[derive(Clone, Copy)]
pub enum Within {
    /// On the thread that calls, while it calls.
    Caller,
    /// On all threads, from the start of the program to its end.
    Program,
}

/// A program that answers.
pub struct Running {
    child: process::Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Running {
    /// Nanoseconds or bytes.
    pub fn ask(&mut self, mode: &str, count: u64) -> f64 {
        let questions = self.questions.as_mut().expect("taken at the end only");
        writeln!(questions, "{mode} {count}").expect("a program that listens");
        let mut answer = String::new();
        self.answers.read_line(&mut answer).expect("a line");
        thread::sleep(PAUSE);
        answer.trim().parse().unwrap_or_else(|_| panic!("no answer to `{mode}`: {answer:?}"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.questions.take());
        // What it says at its end is not asked for, and must not keep it waiting.
        let _rest = std::io::copy(&mut self.answers, &mut std::io::sink());
        let _status = self.child.wait();
    }
}
