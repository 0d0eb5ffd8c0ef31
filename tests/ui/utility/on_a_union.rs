use tenure::utility;

#[utility]
union Numbers {
    one: u8,
}

fn main() {
    let _one = Numbers { one: 1 };
}
