use tenure::singleton;

#[singleton]
impl Vec<u8> {
    fn new() -> Self {
        Vec::with_capacity(10)
    }
}

#[singleton(eager)]
impl std::fs::File {
    fn new() -> std::io::Result<Self> {
        std::fs::File::open("log")
    }
}

fn main() {}
