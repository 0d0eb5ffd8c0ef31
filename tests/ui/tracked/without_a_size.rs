use tenure::{Live, tracked};

#[tracked(weak)]
struct Text {
    live: Live<Self>,
    text: str,
}

#[tracked]
struct Listener(Live<Self>, dyn Fn() -> u8);

fn main() {
    let _ = (Text::live(), Listener::snapshot());
}
