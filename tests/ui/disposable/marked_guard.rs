#[tenure::disposable(hook = Log::close)]
struct Log {
    lines: Vec<String>,
    #[dispose(skip)]
    guard: tenure::Guard,
}

impl Log {
    fn close(&mut self) {
        self.lines.clear();
    }
}

fn main() {}
