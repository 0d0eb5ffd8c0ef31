tenure::assert_layout!(String, size);
tenure::assert_layout!(String, size != 24);
tenure::assert_layout!(String, size <= 24, no_holes == 1);
tenure::assert_layout!(String, size <= 24, "align");
tenure::assert_layout!(String, size <= 24; align == 8);

fn main() {}
