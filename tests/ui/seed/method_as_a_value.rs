// Seed: A17.
// In JavaScript `a.m` is a function that has lost its `this`.

struct A(&'static str);

impl A {
    fn method(&self) -> &'static str {
        self.0
    }
}

fn main() {
    let a = A("unique");
    let method: fn(&A) -> &'static str = A::method;
    method(&a);
    let _detached = a.method;
}
