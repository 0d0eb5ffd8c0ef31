struct Config;

#[tenure::singleton]
impl Config {
    #[init]
    const DEFAULT: Config = Config;
}

struct Cache;

#[tenure::singleton]
impl Cache {
    #[init(eager)]
    #[init]
    fn open() -> Self {
        Cache
    }
}

struct Log;

#[tenure::singleton(init = "Log::open")]
impl Log {
    fn open() -> Self {
        Log
    }
}

fn main() {
    Config::instance();
    Cache::instance();
    Log::instance();
}
