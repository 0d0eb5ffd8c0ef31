use tenure::singleton;

#[singleton(init = || Logger)]
pub struct Logger;

fn main() {
    Logger::instance();
}
