use tenure::{Guard, disposable};

#[disposable(async, hook = Log::goodbye)]
struct Log {
    #[dispose(with = |lines: &mut Vec<String>| async { 1 })]
    lines: Vec<String>,
    guard: Guard,
}

impl Log {
    fn goodbye(&mut self) -> String {
        String::new()
    }
}

fn main() {}
