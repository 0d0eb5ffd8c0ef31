use tenure::singleton;

#[singleton(init = || Config { host: String::new(), port: 80 })]
pub struct Config {
    pub host: String,
    pub port: u16,
}

fn main() {
    let _port = Config::instance().port;
}
