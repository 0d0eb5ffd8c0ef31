//! `#[instrumented]` above and below `#[tracing::instrument]`: each sees what it sees alone.

use std::fmt::Write as _;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use tenure::instrumented;
use tracing::field::{Field, Visit};
use tracing::span::Attributes;
use tracing::{Event, Id, Subscriber};
use tracing_subscriber::layer::{self, Layer, SubscriberExt as _};
use tracing_subscriber::registry::{LookupSpan, Registry};

use super::{memory, pending_once, row};

#[instrumented]
#[tracing::instrument(err)]
fn above(text: &str) -> Result<usize, std::num::ParseIntError> {
    tracing::info!("in the body");
    text.parse()
}

#[tracing::instrument(err)]
#[instrumented]
fn below(text: &str) -> Result<usize, std::num::ParseIntError> {
    tracing::info!("in the body");
    text.parse()
}

#[instrumented]
#[tracing::instrument]
async fn awaited_above(number: u32) -> u32 {
    pending_once().await;
    tracing::info!("in the body");
    number + 1
}

#[tracing::instrument]
#[instrumented]
async fn awaited_below(number: u32) -> u32 {
    pending_once().await;
    tracing::info!("in the body");
    number + 1
}

struct Counter(u32);

#[instrumented]
impl Counter {
    #[tracing::instrument(skip(self))]
    fn method(&self, number: u32) -> u32 {
        tracing::info!("in the body");
        self.0 + number
    }
}

/// What a subscriber was told, line by line.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

impl Told {
    fn say(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Told {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: layer::Context<'_, S>) {
        let mut line = format!("new {}", attributes.metadata().name());
        attributes.record(&mut Line(&mut line));
        self.say(line);
    }

    fn on_enter(&self, id: &Id, context: layer::Context<'_, S>) {
        self.say(format!("enter {}", context.span(id).unwrap().name()));
    }

    fn on_event(&self, event: &Event<'_>, context: layer::Context<'_, S>) {
        let mut line =
            format!("in {}:", context.lookup_current().map_or("nothing", |it| it.name()));
        event.record(&mut Line(&mut line));
        self.say(line);
    }
}

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").expect("a string takes all");
    }
}

/// What a subscriber is told while `call` runs.
fn told(call: impl FnOnce()) -> Vec<String> {
    let told = Told::default();
    tracing::subscriber::with_default(Registry::default().with(told.clone()), call);
    told.0.lock().unwrap().clone()
}

fn polled<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

#[test]
fn a_function_has_its_row_and_its_span_in_either_order() {
    for (name, function) in [("above", above as fn(&str) -> _), ("below", below)] {
        let lines = told(|| {
            assert_eq!(function("7"), Ok(7));
            assert!(function("seven").is_err());
        });
        let [new, enter, event, new_again, .., error] = lines.as_slice() else {
            panic!("{lines:?}")
        };
        assert_eq!(*new, format!("new {name} text=\"7\""));
        assert_eq!(*enter, format!("enter {name}"));
        assert_eq!(*event, format!("in {name}: message=in the body"));
        assert_eq!(*new_again, format!("new {name} text=\"seven\""));
        assert_eq!(*error, format!("in {name}: error=invalid digit found in string"));
        assert_eq!(row(module_path!(), name).calls, 2);
    }
}

#[instrumented]
#[tracing::instrument]
fn only_its_body() {}

#[tracing::instrument]
#[instrumented]
fn with_its_span() {}

#[test]
fn what_a_span_takes_is_in_the_row_of_an_attribute_below() {
    let lines = told(|| (only_its_body(), with_its_span()).0);
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert_eq!(memory(&row(module_path!(), "only_its_body")).self_allocs, 0);
    assert!(memory(&row(module_path!(), "with_its_span")).self_allocs > 0);
}

#[test]
fn an_awaited_function_has_its_row_and_its_span_in_either_order() {
    let lines = told(|| assert_eq!(polled(awaited_above(1)), 2));
    assert_eq!(lines, of_two_polls("awaited_above"));
    let lines = told(|| assert_eq!(polled(awaited_below(1)), 2));
    assert_eq!(lines, of_two_polls("awaited_below"));
    for name in ["awaited_above", "awaited_below"] {
        let row = row(module_path!(), name);
        assert_eq!((row.calls, row.open, row.cancelled), (1, 0, 0));
    }
}

/// tracing enters a span for each poll, and once more where the future is dropped.
fn of_two_polls(name: &str) -> Vec<String> {
    let enter = format!("enter {name}");
    let event = format!("in {name}: message=in the body");
    vec![format!("new {name} number=1"), enter.clone(), enter.clone(), event, enter]
}

#[test]
fn a_method_of_an_instrumented_block_keeps_its_span() {
    let lines = told(|| assert_eq!(Counter(1).method(1), 2));
    assert_eq!(lines, ["new method number=1", "enter method", "in method: message=in the body"]);
    assert_eq!(row(module_path!(), "Counter::method").calls, 1);
}
