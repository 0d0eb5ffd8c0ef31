use tenure::instrumented;

#[instrumented]
pub trait Parse {
    fn parse(&self) {}
}

#[instrumented]
mod words {}

fn main() {}
