fn main() {
    #[tenure::singleton]
    let _config = 1;
}
