use tenure::singleton;

#[singleton(eager, eager)]
struct Config;

fn main() {}
