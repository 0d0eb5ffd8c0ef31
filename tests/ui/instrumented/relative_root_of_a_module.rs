mod reexport {
    pub use tenure::instrumented;
}

#[reexport::instrumented(crate = self::reexport)]
mod words {
    pub fn first() -> u32 {
        1
    }
}

fn main() {
    println!("{}", words::first());
}
