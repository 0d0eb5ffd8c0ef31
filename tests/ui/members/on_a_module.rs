#[tenure::members]
mod config {
    pub fn load() {}
}

fn main() {
    config::load();
}
