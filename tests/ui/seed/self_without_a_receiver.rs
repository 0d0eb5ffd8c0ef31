// Seed: K1.
// What is static has no instance to look at.

struct Sum {
    data: [i64; 5],
}

impl Sum {
    fn of_instance(&self) -> i64 {
        self.data.iter().sum()
    }

    fn static_sum() -> i64 {
        self.data.iter().sum()
    }
}

fn main() {
    Sum { data: [1, 2, 3, 4, 5] }.of_instance();
    Sum::static_sum();
}
