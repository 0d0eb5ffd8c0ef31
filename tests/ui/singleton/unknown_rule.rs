use tenure::singleton;

#[singleton(init = || Config(80), allow(clon, everything, clone, clone))]
struct Config(u16);

fn main() {
    let _port = Config::instance().0;
}
