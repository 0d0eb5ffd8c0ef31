use tenure::singleton;

#[singleton(eager = true)]
struct Config;

fn main() {}
