use tenure::singleton;

#[singleton(init)]
struct Config;

#[singleton(init = , deps)]
struct Cache;

fn main() {}
