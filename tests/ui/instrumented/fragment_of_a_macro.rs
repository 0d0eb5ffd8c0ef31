use tenure::instrumented;

macro_rules! functions {
    ($($name:ident $limit:expr;)*) => { $(
        #[instrumented(max_allocs = $limit)]
        fn $name() {}
    )* };
}

functions! {
    none 0;
    few "3";
    some 1 + 2;
}

fn main() {
    none();
    few();
    some();
}
