use std::fmt::Display;

use tenure::instrumented;

struct Line(u32);

#[instrumented(future)]
fn number() -> u32 {
    1
}

#[instrumented(future, max_allocs = 0)]
fn line() -> Result<Line, String> {
    Ok(Line(number()))
}

#[instrumented(future)]
fn shown() -> impl Display {
    1
}

#[instrumented(future)]
fn same<T: Clone>(of: &T) -> T {
    of.clone()
}

fn main() {
    println!("{} {}", line().map_or(0, |line| line.0), shown());
    println!("{}", same(&1));
}
