//! tracing with a registry and the layer that people write to sum up the time of each span.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use tracing::{Id, Subscriber, span};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

recorders::functions! { recorders::plainly, #[tracing::instrument(skip_all)] }

/// The calls of each name and their time.
#[derive(Default)]
struct Times(Mutex<HashMap<&'static str, (u64, Duration)>>);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Times {
    fn on_new_span(&self, _: &span::Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let span = context.span(id).expect("a new span");
        span.extensions_mut().insert(Instant::now());
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id).expect("a span that closes");
        let began = *span.extensions().get::<Instant>().expect("inserted when it was new");
        let mut times = self.0.lock().expect("nobody panics under it");
        let (calls, total) = times.entry(span.name()).or_default();
        *calls += 1;
        *total += began.elapsed();
    }
}

fn main() {
    tracing_subscriber::registry().with(Times::default()).init();
    recorders::run(MODES);
}
