/// Calls `main` as the process does.
pub fn process() {
    let _ = main();
}
fn main() -> ::tenure::__private::ExitCode {
    fn main() -> Result<(), std::num::ParseIntError> {
        let port: u16 = "80".parse()?;
        assert_eq!(port, 80);
        Ok(())
    }
    ::tenure::__private::run(main)
}
