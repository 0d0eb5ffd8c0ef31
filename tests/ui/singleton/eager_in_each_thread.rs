use tenure::singleton;

#[singleton(eager, thread_local)]
struct Ui;

impl Ui {
    fn new() -> Self {
        Ui
    }
}

fn main() {
    Ui::instance();
}
