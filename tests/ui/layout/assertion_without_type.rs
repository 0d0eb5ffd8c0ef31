tenure::assert_layout!(size <= 24);

fn main() {}
