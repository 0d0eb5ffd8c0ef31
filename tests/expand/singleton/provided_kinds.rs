/// What a test is about, one after the other.
#[derive(Debug)]
#[singleton(provided, managed, recreate)]
pub struct Subject(Vec<u8>);

impl Subject {
    /// Without anything.
    #[must_use]
    pub fn empty() -> Self {
        Subject(Vec::new())
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Who works on this thread.
#[derive(Debug)]
#[singleton(provided, thread_local)]
pub struct Worker {
    /// What is asked for.
    pub name: String,
}

/// What a tenant has paid for.
#[derive(Debug)]
#[singleton(provided, key = u32, managed)]
pub struct Tenant {
    /// What can be done.
    pub rights: Vec<String>,
}
