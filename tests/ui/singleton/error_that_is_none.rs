use std::error::Error;

#[tenure::singleton(init = load)]
struct Config;

fn load() -> Result<Config, Box<dyn Error>> {
    Err("no file")?
}

struct Cache;

#[tenure::singleton(dispose = |_| Err::<(), _>(std::rc::Rc::new("full")))]
impl Cache {
    fn new() -> Result<Self, u8> {
        Err(1)
    }
}

fn main() {
    Config::instance();
    Cache::instance();
}
