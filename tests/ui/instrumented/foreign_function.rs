use tenure::instrumented;

unsafe extern "C" {
    #[instrumented]
    pub safe fn abs(number: i32) -> i32;

    #[instrumented]
    fn strlen(text: *const u8) -> usize;

    #[instrumented]
    fn getpid() -> i32;
}

fn main() {
    println!("{}", abs(-1));
    println!("{} {}", unsafe { strlen(c"a".as_ptr().cast()) }, unsafe { getpid() });
}
