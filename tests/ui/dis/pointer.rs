use tenure::dis;

fn main() {
    dis!(std::ptr::null::<u8>());
}
