use tenure::singleton;

#[singleton(thread_local, key = u32)]
struct Ui;

impl Ui {
    fn new(_: &u32) -> Self {
        Ui
    }
}

fn main() {
    Ui::instance(&1);
}
