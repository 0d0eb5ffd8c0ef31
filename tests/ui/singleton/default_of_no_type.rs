#[derive(Default)]
#[tenure::singleton(init = Default::default)]
struct Config;

#[derive(Default)]
#[tenure::singleton(init = std::default::Default::default)]
struct Cache;

#[derive(Default)]
#[tenure::singleton(init = <Log as Default>::default, allow(default))]
struct Log;

fn main() {
    Config::instance();
    Cache::instance();
    Log::instance();
}
