tenure::assert_layout!(String, length <= 24);

fn main() {}
