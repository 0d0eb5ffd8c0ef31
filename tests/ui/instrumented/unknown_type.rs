use tenure::instrumented;

#[instrumented]
fn parse() -> Missing {
    1
}

#[instrumented]
async fn wait() -> Missing {
    1
}

#[instrumented]
async fn wait_for(what: Absent) {}

fn main() {
    parse();
    drop(wait());
    drop(wait_for(1));
}
