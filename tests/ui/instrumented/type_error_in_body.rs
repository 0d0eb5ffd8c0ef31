use tenure::instrumented;

#[instrumented]
async fn parse(text: &str) -> u32 {
    if text.is_empty() {
        return "empty";
    }
    1
}

fn main() {
    drop(parse(""));
}
