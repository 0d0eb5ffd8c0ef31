use tenure::singleton;

#[singleton]
fn config() -> u8 {
    8
}

fn main() {
    config();
}
