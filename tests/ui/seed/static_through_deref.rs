// Seed: A12.
// Methods are found through `Deref`, functions without a receiver are not: nothing is inherited.

use std::ops::Deref;

struct A;

impl A {
    fn static_function() -> &'static str {
        "A.static"
    }

    fn instance_method(&self) -> &'static str {
        "A.instance"
    }
}

struct B(A);

impl Deref for B {
    type Target = A;

    fn deref(&self) -> &A {
        &self.0
    }
}

fn main() {
    A::static_function();
    B(A).instance_method();
    B::static_function();
}
