use tenure::instrumented;

#[instrumented(future)]
async fn parse() -> u32 {
    1
}

fn main() {
    drop(parse());
}
