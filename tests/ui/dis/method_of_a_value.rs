use tenure::dis;

struct Point(i64);

impl Point {
    fn x(&self) -> i64 {
        self.0
    }
}

fn main() {
    let point = Point(1);
    dis!(point.x);
}
