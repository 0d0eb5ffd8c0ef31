tenure::assert_layout!(String, size <= 24, no_holes);

fn main() {}
