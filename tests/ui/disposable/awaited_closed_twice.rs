use tenure::{AsyncDispose, Guard, disposable};

#[disposable(async)]
struct Log {
    guard: Guard,
}

async fn close(log: Log) {
    let _first = log.close_async().await;
    let _second = log.close_async().await;
}

fn main() {}
