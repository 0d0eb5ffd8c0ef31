use tenure::singleton;

#[singleton(init = || Config, deps(Config))]
struct Config;

fn main() {}
