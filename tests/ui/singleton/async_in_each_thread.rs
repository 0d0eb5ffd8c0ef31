use tenure::singleton;

struct Ui;

#[singleton(thread_local)]
impl Ui {
    async fn new() -> Self {
        Ui
    }
}

fn main() {
    drop(Ui::instance());
}
