use tenure::singleton;

#[singleton(init = "Config::from_env")]
struct Config;

fn main() {}
