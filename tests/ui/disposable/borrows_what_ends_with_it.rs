use tenure::{Guard, disposable};

#[disposable]
struct Log<'a> {
    #[dispose(with = |lines| lines.truncate(0))]
    lines: Vec<&'a str>,
    guard: Guard,
}

fn main() {
    let (mut log, text) = (None, String::from("`fallback = guard` writes no `Drop`"));
    log.replace(Log { lines: vec![&text], guard: Guard::new() });
}
