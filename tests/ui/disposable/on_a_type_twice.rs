use tenure::Dispose as _;

#[tenure::disposable]
#[derive(Debug)]
#[tenure::disposable]
struct Log {
    #[dispose(skip)]
    line: String,
    guard: tenure::Guard,
}

fn main() {
    let log = Log { line: String::new(), guard: tenure::Guard::new() };
    log.close().unwrap();
}
