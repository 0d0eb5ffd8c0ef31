use tenure::Dispose as _;

#[tenure::disposable]
struct Log<T> {
    line String,
    value: T,
}

fn main() {
    fn close(mut log: Log<u8>) {
        log.dispose().unwrap();
        log.close().unwrap();
    }
}
