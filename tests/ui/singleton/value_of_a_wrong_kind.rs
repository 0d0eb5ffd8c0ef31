use tenure::singleton;

#[singleton(init = 3, dispose(Config::close), deps = Cache)]
struct Config;

fn main() {}
