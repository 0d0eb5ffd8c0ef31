//! fastrace with a reporter that throws away what it gets.

use fastrace::Span;
use fastrace::collector::{Config, Reporter, SpanContext, SpanRecord};

struct Nobody;

impl Reporter for Nobody {
    fn report(&mut self, _: Vec<SpanRecord>) {}
}

/// A trace for a thousand calls: a thread keeps no more than about ten thousand spans of one.
fn trace(calls: &mut dyn FnMut()) {
    let root = Span::root("calls", SpanContext::random());
    let _parent = root.set_local_parent();
    calls();
}

recorders::functions! { trace, #[fastrace::trace] }

fn main() {
    fastrace::set_reporter(Nobody, Config::default());
    recorders::run(MODES);
    fastrace::flush();
}
