tenure::assert_layout!(String);

fn main() {}
