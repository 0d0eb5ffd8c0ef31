//! One loop and one use of each way to keep a global.

use std::cell::Cell;
use std::collections::HashMap;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, RwLock};

use arc_swap::ArcSwap;
use tenure::{Singleton as _, singleton};

/// A way to keep a global.
pub struct Contender {
    pub name: &'static str,
    pub symbol: &'static str,
    /// Reads the global so many times.
    pub repeat: fn(u64),
}

/// The loop without a global, which is taken off.
pub const EMPTY: &str = "empty";

/// The value.
pub struct Config {
    pub port: u64,
}

pub fn make() -> Config {
    Config { port: black_box(80) }
}

/// Writes what is there from the start, so that the compiler cannot take it for a constant.
pub fn prepare() {
    PLAIN.store(black_box(80), Ordering::Relaxed);
    CONST_LOCAL.set(black_box(80));
}

macro_rules! contenders {
    ($($symbol:ident $name:literal $read:expr;)*) => {
        pub const ALL: &[Contender] = &[$(Contender {
            name: $name,
            symbol: stringify!($symbol),
            repeat: $symbol::repeat,
        }),*];
        $(pub mod $symbol {
            use super::*;

            pub fn repeat(count: u64) {
                prepare();
                if count == u64::MAX {
                    black_box(once()); // only for its size
                }
                for _ in 0..count {
                    black_box($read);
                }
            }

            #[inline(never)]
            fn once() -> u64 {
                $read
            }
        })*
    };
}

static PLAIN: AtomicU64 = AtomicU64::new(80);
static LAZY_LOCK: LazyLock<Config> = LazyLock::new(make);
static ONCE_LOCK: OnceLock<Config> = OnceLock::new();
static LAZY: once_cell::sync::Lazy<Config> = once_cell::sync::Lazy::new(make);
lazy_static::lazy_static! {
    static ref LAZY_STATIC: Config = make();
}
static MUTEX: Mutex<Option<Arc<Config>>> = Mutex::new(None);
static RW_LOCK: RwLock<Option<Arc<Config>>> = RwLock::new(None);
static ARC_SWAP: LazyLock<ArcSwap<Config>> = LazyLock::new(|| ArcSwap::from_pointee(make()));
thread_local! {
    static CONST_LOCAL: Cell<u64> = const { Cell::new(80) };
    static LAZY_LOCAL: Config = make();
}

#[singleton(init = || Process(make()))]
struct Process(Config);

#[singleton(thread_local, init = || Local(make()))]
struct Local(Config);

#[singleton(managed, init = || Managed(make()))]
struct Managed(Config);

#[singleton(key = u32, init = |_: &u32| Keyed(make()))]
struct Keyed(Config);

static MAP: LazyLock<RwLock<HashMap<u32, Arc<Config>>>> =
    LazyLock::new(|| RwLock::new([(80, Arc::new(make()))].into()));

contenders! {
    empty "nothing" 80;
    plain "a static made before `main`, no check" PLAIN.load(Ordering::Relaxed);
    lazy_lock "std `LazyLock`" LAZY_LOCK.port;
    once_lock "std `OnceLock::get_or_init`" ONCE_LOCK.get_or_init(make).port;
    once_cell_lazy "once_cell `Lazy`" LAZY.port;
    lazy_static_ref "lazy_static" LAZY_STATIC.port;
    process "**tenure** `instance()`" Process::instance().0.port;
    const_local "std `thread_local!`, const" CONST_LOCAL.get();
    lazy_local "std `thread_local!`, lazy" LAZY_LOCAL.with(|config| config.port);
    local_with "**tenure** `thread_local`, `with`" Local::with(|config| config.0.port);
    local_instance "**tenure** `thread_local`, `instance()` and its drop" Local::instance().0.port;
    managed "**tenure** `managed`, a handle and its drop" Managed::instance().0.port;
    arc_swap_load "arc-swap `load` and its drop" ARC_SWAP.load().port;
    rw_lock "`RwLock<Option<Arc>>`, read and clone" {
        let guard = RW_LOCK.read().unwrap();
        match guard.clone() {
            Some(config) => config.port,
            None => {
                drop(guard);
                RW_LOCK.write().unwrap().insert(Arc::new(make())).port
            }
        }
    };
    keyed "**tenure** `key = u32`" Keyed::instance(&black_box(80)).0.port;
    map "`RwLock<HashMap<u32, Arc>>`, get and clone" {
        MAP.read().unwrap().get(&black_box(80)).cloned().unwrap().port
    };
    mutex "`Mutex<Option<Arc>>`, lock and clone" {
        let config = MUTEX.lock().unwrap().get_or_insert_with(|| Arc::new(make())).clone();
        config.port
    };
}
