#[tenure::main]
unsafe extern "C" fn main() {}
