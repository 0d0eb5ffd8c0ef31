use tenure::singleton;

#[singleton(key = (u8, f64), init = |_| Grid)]
struct Grid;

fn main() {
    Grid::instance(&(1, 2.0));
}
