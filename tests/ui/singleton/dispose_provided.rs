use tenure::{Guard, disposable, singleton};

#[singleton(provided)]
#[disposable]
struct Settings {
    guard: Guard,
}

fn main() {
    Settings::instance();
}
