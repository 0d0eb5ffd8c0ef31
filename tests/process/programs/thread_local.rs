//! Makes singletons in threads, and says on standard output what becomes of them.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use tenure::{InitError, Singleton, singleton};

/// Counts what is not freed yet.
struct Counting(AtomicUsize);

// SAFETY: the system's own, and a number beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.0.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller says.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        self.0.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller says.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static MEMORY: Counting = Counting(AtomicUsize::new(0));

struct Config;

#[singleton(dispose = |_| println!("disposed Config"))]
impl Config {
    fn new() -> Self {
        println!("made Config");
        Config
    }
}

struct Theme(Cell<u32>);

#[singleton(thread_local)]
impl Theme {
    fn new() -> Self {
        println!("made Theme");
        Theme(Cell::new(0))
    }
}

impl Drop for Theme {
    fn drop(&mut self) {
        println!("dropped Theme");
    }
}

struct Ui(Rc<Theme>);

#[singleton(thread_local, dispose = Ui::close)]
impl Ui {
    fn new(_: &'static Config, theme: Rc<Theme>) -> Self {
        println!("made Ui");
        Ui(theme)
    }

    fn close(&self) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        self.0.0.set(self.0.0.get() + 1);
        println!("disposed Ui, {}", refused(Config::try_instance().err(), "with Config"));
        match mode().as_str() {
            "failing" | "unguarded" => Err("the window is stuck".into()),
            "panicking" => panic!("no window"),
            _ => Ok(()),
        }
    }
}

impl Drop for Ui {
    fn drop(&mut self) {
        println!("dropped Ui");
        assert!(mode() != "panicking", "no memory of a window");
    }
}

#[singleton(thread_local, init = || Small(Box::new([0; 64])), dispose = |_| ())]
struct Small(Box<[u8; 64]>);

#[singleton(thread_local, init = || Stuck, dispose = |_| Err::<(), _>("stuck"))]
struct Stuck;

#[singleton(thread_local, init = || "none".parse().map(Never))]
struct Never(u64);

/// The text of `error` without its places.
fn refused(error: Option<InitError>, there: &str) -> String {
    let text = error.map(|error| error.to_string());
    let what = text.as_deref().and_then(|text| text.split(" at ").next());
    what.unwrap_or(there).to_owned()
}

fn mode() -> String {
    std::env::args().nth(1).expect("a mode")
}

fn on_a_thread(f: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().name("worker".to_owned()).spawn(f).expect("a thread");
    thread.join().expect("the thread ends well");
}

/// Uses singletons on many threads, one after the other.
fn many(threads: usize) {
    for _ in 0..threads {
        let thread = thread::Builder::new().stack_size(64 * 1024).spawn(|| {
            assert_eq!(Small::with(|small| small.0.len()), 64);
            assert!(Never::try_instance().map(|never| never.0).is_err());
        });
        thread.expect("a thread").join().expect("it ends well");
    }
}

/// What is in use by now, in bytes.
fn memory() -> usize {
    MEMORY.0.load(Ordering::Relaxed)
}

fn main() {
    if mode() == "unguarded" {
        on_a_thread(|| drop(Ui::instance()));
        println!("teardown: {}", tenure::teardown().is_ok());
        return;
    }
    run();
}

fn run() {
    let process = tenure::start();
    match mode().as_str() {
        "failing" | "panicking" => {
            on_a_thread(|| drop(Ui::instance()));
            println!("the worker is gone");
        }
        "failing_often" => (0..150).for_each(|_| on_a_thread(|| drop(Stuck::instance()))),
        "elsewhere" => on_a_thread(|| {
            drop(Ui::instance());
            println!("teardown: {}", tenure::teardown().is_ok());
        }),
        "inside" => Ui::with(|ui| {
            println!("teardown: {}", tenure::teardown().is_ok());
            println!("still {}", ui.0.0.get());
            println!("{}", refused(Ui::try_instance().err(), "there"));
            println!("{:?} {:?}", Ui::status(), Theme::status());
        }),
        "outlived" => {
            let (sender, receiver) = channel::<()>();
            let (is_made, made) = channel();
            let thread = thread::spawn(move || {
                drop(Ui::instance());
                is_made.send(()).expect("main waits");
                let _until_it_is_closed = receiver.recv();
            });
            made.recv().expect("it is made");
            drop(process);
            println!("end of the process");
            drop(sender);
            thread.join().expect("it ends well");
            return;
        }
        "exit" => {
            drop(Ui::instance());
            std::process::exit(0);
        }
        "many" => {
            many(100);
            let before = memory();
            many(100_000);
            let after = (memory(), tenure::singletons().len());
            println!("{} {}", after.0.saturating_sub(before), after.1);
        }
        _ => drop(Ui::instance()),
    }
    println!("end of main");
    drop(process);
    println!("end of the process");
}
