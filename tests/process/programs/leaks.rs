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

fn main() {
    if std::env::args().nth(1).as_deref() == Some("at_the_end") {
        let _process = tenure::start();
        forget_two();
    } else {
        forget_two();
        for leak in tenure::leaks() {
            println!("{leak}");
        }
    }
}
