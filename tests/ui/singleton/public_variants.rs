use tenure::singleton;

#[singleton(init = || Mode::Fast)]
pub enum Mode {
    Fast,
    Slow,
}

fn main() {
    let _slow = matches!(Mode::instance(), Mode::Slow);
}
