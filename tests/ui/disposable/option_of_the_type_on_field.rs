use tenure::{Dispose, Guard, disposable};

#[disposable]
struct Log {
    #[dispose(hook = Vec::clear)]
    lines: Vec<u8>,
    #[dispose(order = reverse, fallback = none)]
    words: Vec<u8>,
    #[dispose(on_drop = report, strict)]
    names: Vec<u8>,
    #[dispose(into_parts, async, both)]
    places: Vec<u8>,
    guard: Guard,
}

#[disposable]
enum Place {
    #[dispose(hook = drop)]
    Here,
    #[dispose(terminal)]
    Nowhere,
}

fn main() {
    let mut place = Place::Here;
    place.dispose().unwrap();
    let _ = |log: Log| (log.is_disposed(), log.close().unwrap());
}
