use std::marker::PhantomData;

use tenure::tracked;

struct Live<T>(PhantomData<T>);

#[tracked]
struct Session {
    live: Live<Self>,
}

fn main() {
    let _ = (Session { live: Live(PhantomData) }, Session::live());
}
