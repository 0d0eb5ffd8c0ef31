use tenure::singleton;

struct Config {
    url: String,
}

#[singleton(managed)]
impl Config {
    fn new() -> Self {
        Config { url: String::new() }
    }

    fn instance() -> &'static Self {
        loop {}
    }

    fn dispose(self) {
        drop(self.url);
    }

    // It is there in no build.
    #[cfg(any())]
    fn try_instance() {}
}

fn main() {
    let _ = Config::instance().url.len();
    let _ = Config::try_instance();
    Config::new().dispose();
}
