tenure::assert_layout!(String, size = 24);

fn main() {}
