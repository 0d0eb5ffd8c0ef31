use tenure::cached;

#[cached(max = 10)]
async fn load(number: u32) -> Unknown {
    read(number)
}

fn read(number: u32) -> u32 {
    number
}

fn main() {
    drop(load(1));
}
