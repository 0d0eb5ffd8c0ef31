use tenure::singleton;

#[singleton(thread_local, managed)]
struct Ui;

impl Ui {
    fn new() -> Self {
        Ui
    }
}

fn main() {
    Ui::instance();
    let _ = Ui::dispose();
}
