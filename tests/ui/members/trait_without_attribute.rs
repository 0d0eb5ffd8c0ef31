fn main() {
    println!("{}", tenure::members_of!(u8, Clone));
}
