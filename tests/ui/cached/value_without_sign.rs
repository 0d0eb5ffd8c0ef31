use tenure::cached;

#[cached(max 100, ttl "60s")]
fn first(number: u32) -> u32 {
    number
}

#[cached(max = 100 200)]
fn second(number: u32) -> u32 {
    number
}

#[cached(max!)]
fn third(number: u32) -> u32 {
    number
}

#[cached(max = 100, cache = self)]
fn fourth(number: u32) -> u32 {
    number
}

#[cached(max = 100, crate = Vec<u8>)]
fn fifth(number: u32) -> u32 {
    number
}

#[cached(max = 100, weak 3)]
fn sixth(number: u32) -> u32 {
    number
}

fn main() {
    println!("{}", first(1) + second(2) + third(3) + fourth(4) + fifth(5) + sixth(6));
}
