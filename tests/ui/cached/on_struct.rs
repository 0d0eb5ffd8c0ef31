use tenure::cached;

#[cached(max = 10)]
struct Data;

fn main() {
    let _ = Data;
}
