//! The functions as they are.

recorders::functions! { recorders::plainly, }

fn main() {
    recorders::run(MODES);
}
