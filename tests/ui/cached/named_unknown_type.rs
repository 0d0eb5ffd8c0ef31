use tenure::cached;

#[cached(max = 10, cache = kept)]
fn load(_place: Place) -> u32 {
    1
}

fn main() {
    kept().clear();
}
