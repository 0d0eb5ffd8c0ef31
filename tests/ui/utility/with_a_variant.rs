use tenure::utility;

#[utility]
enum Numbers {
    One,
}

fn main() {
    let _one = Numbers::One;
}
