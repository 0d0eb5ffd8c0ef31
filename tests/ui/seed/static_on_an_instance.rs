// Seed: A13.
// Python takes `b.static_method()`; here a function without a receiver has none to be called on.

struct MathUtils;

impl MathUtils {
    fn add(x: i64, y: i64) -> i64 {
        x + y
    }
}

fn main() {
    MathUtils::add(1, 2);
    MathUtils.add(1, 2);
}
