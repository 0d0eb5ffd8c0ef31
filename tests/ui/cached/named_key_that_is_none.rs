use tenure::cached;

struct Place;

#[cached(max = 10, cache = kept)]
fn load(_place: Place) -> u32 {
    1
}

fn main() {
    load(Place);
    let _ = kept();
}
