use tenure::instrumented;

#[instrumented(name = "words")]
mod words {
    pub fn first() -> u32 {
        1
    }
}

fn main() {
    println!("{}", words::first());
}
