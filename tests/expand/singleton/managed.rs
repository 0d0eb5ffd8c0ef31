use std::fmt;

use ::tenure::Handle;

/// Connections to the server.
#[singleton(managed, recreate, dispose = Pool::disconnect)]
pub struct Pool(Vec<u8>);

impl Pool {
    fn new() -> Self {
        Pool(vec![1, 2])
    }

    fn disconnect(&self) -> fmt::Result {
        if self.0.is_empty() { Err(fmt::Error) } else { Ok(()) }
    }
}

/// What was asked for before.
#[derive(Debug)]
pub struct Cache {
    pool: Handle<Pool>,
}

#[singleton(managed)]
impl Cache {
    #[init]
    fn over(pool: Handle<Pool>) -> Self {
        Cache { pool }
    }

    /// How many there are.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.pool.0.len()
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pool")
    }
}
