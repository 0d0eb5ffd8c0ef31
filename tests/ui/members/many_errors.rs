use tenure::members;

macro_rules! functions {
    ($name:ident) => {
        fn $name() {}
    };
}

struct Pool<T>(T);

#[members(eager, crate = ::tenure)]
impl<T> Pool<T> {
    functions!(one);
    fn new(value: T) -> Self {
        Pool(value)
    }
    functions!(two);
}

#[members(defaults)]
trait Greet {
    functions!(three);
    fn greet(&self) {}
}

impl Greet for Pool<u8> {}

fn main() {
    Pool::new(1).greet();
    Pool::<u8>::one();
    Pool::<u8>::two();
    <Pool<u8> as Greet>::three();
    println!("{}", tenure::members_of!(Pool<u8>, Greet));
}
