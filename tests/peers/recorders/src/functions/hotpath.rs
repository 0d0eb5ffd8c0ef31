//! hotpath, which records time.

recorders::functions! { recorders::plainly, #[hotpath::measure] }

fn main() {
    let _guard = hotpath::HotpathGuardBuilder::new("main").build();
    recorders::run(MODES);
}
