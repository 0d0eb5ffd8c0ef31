use tenure::singleton;

#[derive(Default)]
#[singleton(init = Config::default)]
struct Config {
    port: u16,
}

fn main() {
    let _port = Config::instance().port;
}
