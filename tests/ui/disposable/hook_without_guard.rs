#[tenure::disposable(hook = Log::close)]
struct Log {
    lines: Vec<String>,
}

impl Log {
    fn close(&mut self) {
        self.lines.clear();
    }
}

fn main() {
    let log = Log { lines: Vec::new() };
    let _outcome = tenure::Dispose::close(log);
}
