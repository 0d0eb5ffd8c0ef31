use tenure::{Owned, ScopeError, scoped};

type Scoped<T> = Result<T, ScopeError<String>>;

trait Opens {
    #[scoped]
    fn open(&self) -> Scoped<()>;
}

impl Opens for u8 {
    #[scoped]
    fn open(&self) -> Scoped<()> {
        using!(let _a = Owned::with(*self, drop));
        Ok(())
    }
}

fn main() {
    let _ = 1_u8.open();
}
