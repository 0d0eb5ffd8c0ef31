use tenure::singleton;

#[singleton(init = || Slow, budget = "10 minutes")]
struct Slow;

#[singleton(init = || Bare, budget = 10ms)]
struct Bare;

#[singleton(init = || Number, budget = 10)]
struct Number;

#[singleton(init = || Alone, budget)]
struct Alone;

fn main() {
    Slow::instance();
    Bare::instance();
    Number::instance();
    Alone::instance();
}
