use tenure::{Singleton, singleton};

#[singleton(thread_local, init = || Ui)]
struct Ui;

fn main() {
    Ui::override_with(Ui, || ());
    Ui::override_global(Ui, || ());
}
