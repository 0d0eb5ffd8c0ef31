use tenure::cached;

trait Load {
    #[cached(max = 10)]
    fn load(key: u32) -> u32;
}

fn main() {}
