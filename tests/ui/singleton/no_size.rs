//! A value without a size cannot be put anywhere.

use tenure::singleton;

#[singleton]
struct Name(str);

#[singleton(provided)]
struct Table {
    width: usize,
    cells: [u8],
}

fn main() {
    let _ = &Name::instance().0;
    let _ = Name::try_instance();
    assert_eq!(Table::with(|table| table.cells.len()), Table::instance().width);
}
