//! The word that was meant, whatever stands around it.

use tenure::singleton;

#[singleton(init = || Never, retry = "never")]
struct Never;

#[singleton(init = || Always, retry = "on_error")]
struct Always;

#[singleton(init = || Number, retry = 3)]
struct Number;

#[singleton(init = || Nothing, retry)]
struct Nothing;

fn main() {
    let _ = (Never::instance(), Always::instance(), Number::instance(), Nothing::instance());
}
