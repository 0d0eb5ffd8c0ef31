#[tenure::disposable(hook = Log::close)]
struct Log {
    lines: Vec<String>,
    guard: tenure::Guard,
}

impl Log {
    fn close(&mut self) -> usize {
        self.lines.len()
    }
}

fn main() {}
