use tenure::{AsyncDispose, disposable};

#[disposable(async)]
struct Log {
    lines: Vec<String>,
}

#[disposable(both)]
struct Pool {
    idle: Vec<Log>,
}

fn main() {
    let pool = Pool { idle: vec![Log { lines: Vec::new() }] };
    let _closed = pool.close_async();
}
