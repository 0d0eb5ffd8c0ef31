/// Calls `main` as the process does.
#[cfg(unix)]
pub fn process() {
    let _ = main();
}
#[cfg(unix)]
fn main() -> ::tenure::__private::ExitCode {
    #[cfg(unix)]
    fn main() {}
    ::tenure::__private::run(main)
}
