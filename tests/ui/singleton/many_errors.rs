use tenure::{Singleton, singleton};

struct Config<T>(T);

#[singleton(eagre, init = 3, deps(u8, &), eager = yes)]
impl<T> Config<T> {
    #[init]
    fn load(&self) -> Self {
        loop {}
    }

    #[init]
    unsafe fn new<U>() -> Self {
        loop {}
    }
}

fn main() {
    let config = Config::<u8>::instance();
    let _ = Config::<u8>::try_instance();
    let _ = config.0;
    let _ = Config::<u8>::peek();
}
