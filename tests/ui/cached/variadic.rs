use tenure::cached;

unsafe extern "C" {
    #[cached(max = 10)]
    fn count(first: i32, ...) -> i32;
}

fn main() {
    let _ = unsafe { count(1, 2) };
}
