use tenure::instrumented;

trait Parse {
    #[instrumented]
    fn parse(&self) -> u32;
}

impl Parse for str {
    fn parse(&self) -> u32 {
        1
    }
}

fn main() {
    println!("{}", Parse::parse("a"));
}
