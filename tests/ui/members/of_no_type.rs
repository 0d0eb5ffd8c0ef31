fn main() {
    println!("{}", tenure::members_of!(1 + 2));
}
