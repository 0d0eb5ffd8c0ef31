//! tracing with a registry and a layer that does nothing: without any layer a span is never freed.

use tracing_subscriber::layer::{Identity, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

recorders::functions! { recorders::plainly, #[tracing::instrument(skip_all)] }

fn main() {
    tracing_subscriber::registry().with(Identity::new()).init();
    recorders::run(MODES);
}
