//! Forgets two values, and lists what is known of them: by hand, or at the end of the process.

use tenure::{Guard, disposable};

#[disposable]
struct Session {
    #[dispose(with = |name: &mut &str| Err::<(), String>(format!("{name} is busy")))]
    name: &'static str,
    guard: Guard,
}

fn forget_two() {
    for name in ["first", "second"] {
        drop(Session { name, guard: made_here() });
    }
}

#[inline(never)]
fn made_here() -> Guard {
    Guard::new()
}

#[cfg(feature = "testing")]
#[inline(never)]
fn made_elsewhere() -> Guard {
    Guard::new()
}

/// A test, as it were, of which one value is dropped and another one outlives it; what is known of
/// that one when it is dropped in its turn.
#[cfg(feature = "testing")]
fn in_a_scope() {
    let scope = tenure::testing::LeakScope::new();
    drop(Session { name: "it", guard: made_here() });
    let outlives = Session { name: "it", guard: made_elsewhere() };
    let place = outlives.guard.created_at();
    let failed = std::panic::catch_unwind(|| scope.finish()).expect_err("they are not disposed");
    println!("{}", failed.downcast::<String>().expect("a text"));
    drop(outlives);
    println!("later:");
    for leak in tenure::leaks().iter().filter(|leak| leak.created_at == Some(place)) {
        println!("{leak}");
    }
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("at_the_end") => {
            let _process = tenure::start();
            forget_two();
        }
        #[cfg(feature = "testing")]
        Some("in_a_scope") => in_a_scope(),
        _ => {
            forget_two();
            for leak in tenure::leaks() {
                println!("{leak}");
            }
        }
    }
}
