use std::cell::Cell;
use std::rc::Rc;

/// What the windows of a thread share.
#[derive(Debug)]
#[singleton(thread_local, dispose = Theme::save)]
pub struct Theme {
    windows: Cell<u32>,
}

impl Theme {
    fn new() -> Self {
        Theme { windows: Cell::new(0) }
    }

    fn save(&self) {
        self.windows.set(0);
    }
}

/// The window of a thread.
#[derive(Debug)]
pub struct Ui {
    theme: Rc<Theme>,
}

#[singleton(thread_local)]
impl Ui {
    fn new(theme: Rc<Theme>) -> Self {
        Ui { theme }
    }

    /// One more.
    pub fn open(&self) {
        self.theme.windows.set(self.theme.windows.get() + 1);
    }
}
