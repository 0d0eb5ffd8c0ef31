// Seed: A10.
// Two bound methods of one counter at once: Python makes an object of each, here each is a borrow.

struct Counter(u32);

impl Counter {
    fn increment(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

fn main() {
    let mut counter = Counter(0);
    let mut first = || counter.increment();
    let mut second = || counter.increment();
    first();
    second();
}
