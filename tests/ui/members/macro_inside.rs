use tenure::members;

macro_rules! functions {
    () => {
        fn one() {}
    };
}

struct Config;

#[members]
impl Config {
    functions!();
}

fn main() {
    Config::one();
}
