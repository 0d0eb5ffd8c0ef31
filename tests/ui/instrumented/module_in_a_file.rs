use tenure::instrumented;

#[instrumented]
mod words;

fn main() {
    println!("{}", words::first());
}
