use tenure::singleton;

#[singleton(init = || Log)]
struct Log;

impl Drop for Log {
    fn drop(&mut self) {}
}

fn main() {
    Log::instance();
}
