//! Two readings of the processor's counter, which is the least that a timer can do.

recorders::functions! { recorders::plainly, let _reads = recorders::Reads::new(); }

fn main() {
    recorders::run(MODES);
}
