use tenure::{Guard, disposable};

#[disposable(into_parts, fallback = maybe)]
struct Log<'a> {
    lines: Vec<&'a str>,
    guard: Guard,
}

fn main() {
    let log = Log { lines: vec!["text"], guard: Guard::new() };
    let LogParts { lines } = log.into_parts();
    assert_eq!(lines.len(), 1);
}
