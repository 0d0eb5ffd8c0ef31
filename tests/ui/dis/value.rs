use tenure::dis;

const LIMIT: usize = 4096;

fn main() {
    dis!(LIMIT);
}
