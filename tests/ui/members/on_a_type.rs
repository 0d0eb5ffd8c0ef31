#[tenure::members]
struct Config;

fn main() {
    let _config = Config;
}
