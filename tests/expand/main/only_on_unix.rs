/// Calls `main` as the process does.
#[cfg(unix)]
pub fn process() {
    let _ = main();
}

#[tenure::main(crate = ::tenure)]
#[cfg(unix)]
fn main() {}
