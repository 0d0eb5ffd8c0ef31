//! `tenure::with`: the closers for values of the standard library, against real ones.

use std::fs::{self, File};
use std::io::{self, BufWriter, LineWriter, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use tenure::{Cause, Dispose, DisposeStack, Failure, Guard, Owned, disposable, with};

/// A path where nothing is yet.
fn new_path(name: &str) -> PathBuf {
    static LAST: AtomicU32 = AtomicU32::new(0);
    let number = LAST.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("tenure-{}-{number}-{name}", std::process::id()))
}

/// The device that has no room, where the system has it.
fn full() -> Option<File> {
    File::options().write(true).open("/dev/full").ok()
}

#[disposable]
struct Log {
    #[dispose(with = with::flush)]
    buffered: BufWriter<File>,
    #[dispose(with = with::flush)]
    lines: LineWriter<File>,
    #[dispose(take = with::flush)]
    taken: Option<Box<dyn Write>>,
    guard: Guard,
}

impl Log {
    fn of(file: &File) -> Self {
        let file = || file.try_clone().unwrap();
        Log {
            buffered: BufWriter::new(file()),
            lines: LineWriter::new(file()),
            taken: Some(Box::new(BufWriter::new(file()))),
            guard: Guard::new(),
        }
    }

    fn write(&mut self) {
        self.buffered.write_all(b"1").unwrap();
        self.lines.write_all(b"2").unwrap();
        self.taken.as_mut().unwrap().write_all(b"3").unwrap();
    }
}

#[test]
fn flush_writes_out_what_is_buffered() {
    let path = new_path("log");
    let mut log = Log::of(&File::create(&path).unwrap());
    log.write();
    assert_eq!(fs::read_to_string(&path).unwrap(), "");
    log.close().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "123");
    with::remove(path).unwrap();
}

#[test]
fn flush_says_that_the_disk_is_full() {
    let Some(full) = full() else { return };
    let mut log = Log::of(&full);
    log.write();
    let error = log.dispose().unwrap_err();
    let paths: Vec<_> = error.iter().map(Failure::path).collect();
    assert_eq!(paths, ["buffered", "lines", "taken"]);
    assert_eq!(error.downcast_ref::<io::Error>().unwrap().kind(), io::ErrorKind::StorageFull);
}

/// Takes nothing while it is stuck.
#[derive(Debug, Default)]
struct Printer {
    stuck: bool,
    printed: Vec<u8>,
}

impl Write for Printer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stuck {
            return Err(io::Error::other("no paper"));
        }
        self.printed.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[disposable]
struct Job {
    #[dispose(with = with::flush)]
    page: BufWriter<Printer>,
    guard: Guard,
}

/// Behaviour 153.
#[test]
fn what_could_not_be_flushed_is_there_to_be_tried_again() {
    let page = BufWriter::new(Printer { stuck: true, ..Printer::default() });
    let mut job = Job { page, guard: Guard::new() };
    job.page.write_all(b"one page").unwrap();
    assert_eq!(job.dispose().unwrap_err().to_string(), "page: no paper");
    job.dispose().unwrap(); // the step itself runs once
    assert_eq!(job.page.buffer(), b"one page");
    job.page.get_mut().stuck = false;
    job.page.flush().unwrap();
    assert_eq!(job.page.get_ref().printed, b"one page");
}

#[disposable]
struct Ledger {
    #[dispose(with = with::sync_all)]
    plain: File,
    #[dispose(with = with::sync_all)]
    buffered: BufWriter<File>,
    #[dispose(take = with::sync_all)]
    lines: Option<LineWriter<File>>,
    #[dispose(with = with::sync_all)]
    shared: Arc<File>,
    #[dispose(with = with::sync_all)]
    boxed: Box<BufWriter<File>>,
    guard: Guard,
}

fn ledger(file: &File) -> Ledger {
    let file = || file.try_clone().unwrap();
    let mut ledger = Ledger {
        plain: file(),
        buffered: BufWriter::new(file()),
        lines: Some(LineWriter::new(file())),
        shared: Arc::new(file()),
        boxed: Box::new(BufWriter::new(file())),
        guard: Guard::new(),
    };
    ledger.buffered.write_all(b"1").unwrap();
    ledger.lines.as_mut().unwrap().write_all(b"2").unwrap();
    ledger.boxed.write_all(b"3").unwrap();
    ledger
}

#[test]
fn sync_all_writes_out_what_is_buffered_first() {
    let path = new_path("ledger");
    let file = File::create(&path).unwrap();
    ledger(&file).close().unwrap();
    with::sync_all(&file).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "123");
    with::remove(path).unwrap();
}

#[test]
fn sync_all_says_which_file_cannot_be_brought_to_disk() {
    // A device without a disk behind it takes everything and can sync nothing.
    let Ok(null) = File::options().write(true).open("/dev/null") else { return };
    let error = ledger(&null).close().unwrap_err();
    let paths: Vec<_> = error.iter().map(Failure::path).collect();
    assert_eq!(paths, ["plain", "buffered", "lines", "shared", "boxed"]);
    let Some(full) = full() else { return };
    let kinds = ledger(&full).close().unwrap_err();
    let kinds = kinds.iter().map(|failure| match failure.cause() {
        Cause::Error(error) => error.downcast_ref::<io::Error>().unwrap().kind(),
        other => panic!("{other:?}"),
    });
    let full = io::ErrorKind::StorageFull;
    let (nothing, buffered) = (io::ErrorKind::InvalidInput, full);
    assert!(kinds.eq([nothing, buffered, buffered, nothing, buffered]));
}

#[disposable]
struct Workers {
    #[dispose(take = drop)]
    queue: Option<mpsc::Sender<()>>,
    #[dispose(take = with::join)]
    quiet: Option<JoinHandle<()>>,
    #[dispose(take = with::join)]
    failing: Option<JoinHandle<Result<(), String>>>,
    #[dispose(take = |thread| _ = with::join(thread))]
    counting: Option<JoinHandle<usize>>,
    guard: Guard,
}

fn workers(failing: fn() -> Result<(), String>) -> (Workers, Arc<()>) {
    let (queue, ended) = mpsc::channel();
    let alive = Arc::new(());
    let held = Arc::clone(&alive);
    let quiet = thread::spawn(move || {
        ended.recv().expect_err("nothing is sent");
        drop(held);
    });
    let workers = Workers {
        queue: Some(queue),
        quiet: Some(quiet),
        failing: Some(thread::spawn(failing)),
        counting: Some(thread::spawn(|| 3)),
        guard: Guard::new(),
    };
    (workers, alive)
}

#[test]
fn join_waits_for_the_end_of_the_thread() {
    let (workers, alive) = workers(|| Ok(()));
    workers.close().unwrap();
    assert_eq!(Arc::strong_count(&alive), 1);
}

#[test]
fn join_keeps_the_error_that_the_thread_returned() {
    let (workers, _) = workers(|| Err("no network".to_owned()));
    assert_eq!(workers.close().unwrap_err().to_string(), "failing: no network");
}

#[test]
fn join_keeps_the_panic_of_the_thread_and_goes_on() {
    let (workers, alive) = workers(|| panic!("out of {}", "paper"));
    let error = workers.close().unwrap_err();
    assert_eq!(error.to_string(), "failing: panicked: out of paper");
    assert!(matches!(error.iter().next().unwrap().cause(), Cause::Panic(..)));
    assert_eq!((error.len(), Arc::strong_count(&alive)), (1, 1));
}

#[test]
fn a_thread_that_is_to_wait_for_its_own_end_says_so() {
    let (handles, own) = mpsc::channel::<JoinHandle<()>>();
    let (errors, error) = mpsc::channel();
    let thread = thread::spawn(move || {
        let own = Owned::with(own.recv().unwrap(), with::join);
        errors.send(own.close().unwrap_err()).unwrap();
    });
    handles.send(thread).unwrap();
    let text = error.recv().unwrap().to_string();
    assert!(text.starts_with("panicked: a thread cannot wait for its own end; "), "{text}");
}

#[disposable]
struct Client {
    #[dispose(with = with::shutdown)]
    stream: TcpStream,
    guard: Guard,
}

fn connected() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    (client, listener.accept().unwrap().0)
}

#[test]
fn shutdown_wakes_who_waits_on_either_side() {
    let (stream, mut other) = connected();
    let mut reader = stream.try_clone().unwrap();
    let waiting = thread::spawn(move || reader.read(&mut [0]).unwrap());
    let client = Client { stream, guard: Guard::new() };
    client.close().unwrap();
    assert_eq!(waiting.join().unwrap(), 0);
    assert_eq!(other.read(&mut [0]).unwrap(), 0);
}

#[test]
fn shutdown_of_what_has_ended_already_is_fine() {
    let (stream, mut other) = connected();
    // Bytes that nobody reads make the other side break the connection off.
    (&stream).write_all(b"unread").unwrap();
    other.write_all(b"!").unwrap();
    other.set_nonblocking(true).unwrap();
    drop(other);
    while (&stream).read(&mut [0]).is_ok_and(|count| count > 0) {}
    let mut client = Client { stream, guard: Guard::new() };
    if cfg!(target_os = "linux") {
        let error = client.stream.shutdown(std::net::Shutdown::Both).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotConnected);
    }
    client.dispose().unwrap();
    with::shutdown(&client.stream).unwrap();
}

#[cfg(unix)]
#[test]
fn shutdown_is_for_sockets_of_the_file_system_too() {
    use std::os::unix::net::UnixStream;
    let (stream, mut other) = UnixStream::pair().unwrap();
    let shared = Arc::new(stream);
    let mut stack = DisposeStack::new();
    stack.adopt(Arc::clone(&shared), with::shutdown);
    stack.adopt(Arc::clone(&shared), with::shutdown);
    stack.dispose().unwrap();
    assert_eq!(other.read(&mut [0]).unwrap(), 0);
    assert!((&*shared).write(b"x").is_err());
    drop(other);
    with::shutdown(shared).unwrap();
}

/// A connection that cannot be ended.
struct Stubborn;

impl with::Connection for Stubborn {
    fn shutdown(&self, _: std::net::Shutdown) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
}

#[test]
fn shutdown_keeps_any_other_error() {
    let error = Owned::with(Stubborn, with::shutdown).close().unwrap_err();
    let kind = error.downcast_ref::<io::Error>().unwrap().kind();
    assert_eq!(kind, io::ErrorKind::PermissionDenied);
}

#[disposable]
struct Helper {
    #[dispose(with = with::kill_wait)]
    process: Child,
    guard: Guard,
}

/// A process that runs until its standard input ends.
#[cfg(unix)]
fn waiting() -> Child {
    Command::new("cat").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap()
}

#[cfg(unix)]
#[test]
fn kill_wait_ends_a_process_and_leaves_no_zombie() {
    use std::os::unix::process::ExitStatusExt as _;
    let mut helper = Helper { process: waiting(), guard: Guard::new() };
    helper.dispose().unwrap();
    assert_eq!(helper.process.try_wait().unwrap().unwrap().signal(), Some(9));
    let listed = PathBuf::from(format!("/proc/{}", helper.process.id()));
    assert!(!listed.exists());
}

#[cfg(unix)]
#[test]
fn kill_wait_of_what_has_ended_by_itself_is_fine() {
    let mut zombie = waiting();
    // The end of its output is the end of the process, or close to it: it may be waited for or not.
    drop(zombie.stdin.take());
    let mut waited_for = waiting();
    drop(waited_for.stdin.take());
    assert!(waited_for.wait().unwrap().success());
    assert!(with::kill_wait(&mut waited_for).unwrap().success());
    let mut stack = DisposeStack::new();
    stack.adopt(zombie, with::kill_wait);
    stack.adopt(waited_for, with::kill_wait);
    stack.dispose().unwrap();
}

/// In a process that was told to ignore the ends of its children nobody can wait for one.
#[cfg(target_os = "linux")]
#[test]
fn kill_wait_says_when_nothing_is_known_of_the_end() {
    const NAME: &str = "disposable::closers::kill_wait_says_when_nothing_is_known_of_the_end";
    if std::env::var_os("TENURE_TEST_IGNORES_CHILDREN").is_some() {
        let error = Helper { process: waiting(), guard: Guard::new() }.close().unwrap_err();
        assert_eq!(error.iter().map(Failure::path).collect::<String>(), "process");
        assert!(error.downcast_ref::<io::Error>().is_some());
        return;
    }
    let output = Command::new("env")
        .arg("--ignore-signal=CHLD")
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", NAME])
        .env("TENURE_TEST_IGNORES_CHILDREN", "1")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("1 passed"), "{text}");
}

#[disposable]
struct Scratch {
    #[dispose(with = with::remove)]
    path: PathBuf,
    guard: Guard,
}

#[test]
fn remove_takes_a_file_and_a_tree_and_of_a_link_only_the_link() {
    let tree = new_path("tree");
    fs::create_dir_all(tree.join("a/b")).unwrap();
    fs::write(tree.join("a/b/c"), "c").unwrap();
    let file = new_path("file");
    fs::write(&file, "kept").unwrap();
    #[cfg(unix)]
    {
        let link = tree.join("link");
        std::os::unix::fs::symlink(&tree, &link).unwrap();
        with::remove(&link).unwrap();
        std::os::unix::fs::symlink(tree.join("nowhere"), &link).unwrap();
        with::remove(&link).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
    }
    Scratch { path: tree.clone(), guard: Guard::new() }.close().unwrap();
    assert!(!tree.exists());
    assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
    Scratch { path: file.clone(), guard: Guard::new() }.close().unwrap();
    assert!(!file.exists());
}

/// Behaviour 151.
#[test]
fn remove_reports_what_a_drop_would_hide_and_removes_once() {
    let path = new_path("once");
    fs::write(&path, "mine").unwrap();
    let mut scratch = Scratch { path: path.clone(), guard: Guard::new() };
    scratch.dispose().unwrap();
    fs::write(&path, "somebody else's").unwrap();
    scratch.dispose().unwrap();
    drop(scratch);
    assert_eq!(fs::read_to_string(&path).unwrap(), "somebody else's");
    with::remove(&path).unwrap();

    let mut stolen = Scratch { path: path.clone(), guard: Guard::new() };
    let error = stolen.dispose().unwrap_err();
    let start = format!("path: {}: ", path.display());
    assert!(error.to_string().starts_with(&start), "{error}");
    let error = error.downcast_ref::<io::Error>().unwrap();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    let source = std::error::Error::source(error.get_ref().unwrap()).unwrap();
    assert!(source.downcast_ref::<io::Error>().unwrap().raw_os_error().is_some());
}

#[test]
fn each_of_them_gets_the_value_where_the_value_is_what_there_is() {
    let path = new_path("owned");
    let file = File::create(&path).unwrap();
    let mut stack = DisposeStack::new();
    stack.adopt(path.clone(), with::remove);
    stack.adopt(file, with::sync_all);
    stack.adopt(thread::spawn(|| ()), with::join);
    stack.adopt(connected().0, with::shutdown);
    stack.adopt(BufWriter::new(Vec::new()), with::flush).write_all(b"x").unwrap();
    stack.dispose().unwrap();
    assert!(!path.exists());
    Owned::with(io::sink(), with::flush).close().unwrap();
}
