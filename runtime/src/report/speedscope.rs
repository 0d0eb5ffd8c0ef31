//! The report as the viewer speedscope opens it.

use std::cmp::Reverse;

use super::Report;
use super::functions::{Function, Path, ThreadTime};
use super::json_text::{list, object, quoted};
use super::stacks::{self, Weight};

/// The place where the format is defined, as it says of itself.
const FORMAT: &str = "https://www.speedscope.app/file-format-schema.json";

impl Report {
    /// The paths of calls for <https://www.speedscope.app>, which draws them as flame graphs: of
    /// each thread a profile of its time, and one of its bytes where it allocated any; the thread with
    /// a name and the most time first. What was
    /// recorded is how long each path took in all, not when, so one call may stand for many. Needs the
    /// feature `speedscope`.
    ///
    /// ```
    /// let profile = tenure::report().to_speedscope();
    /// assert!(profile.contains("speedscope.app/file-format-schema.json"));
    /// ```
    #[must_use]
    pub fn to_speedscope(&self) -> String {
        let mut threads: Vec<_> =
            self.functions.threads.iter().zip(&self.functions.trees).collect();
        // The viewer shows the first one.
        threads.sort_by_key(|(thread, _)| (thread.name.is_none(), Reverse(thread.inside)));
        let profiles: Vec<_> = threads
            .into_iter()
            .flat_map(|(thread, tree)| {
                let name = name(thread);
                let time = profile(&format!("{name}, time"), "nanoseconds", tree, stacks::TIME);
                let bytes = profile(&format!("{name}, memory"), "bytes", tree, stacks::BYTES);
                time.into_iter().chain(bytes)
            })
            .collect();
        let frames = self.functions().iter().map(frame);
        let pairs = [
            ("$schema", quoted(FORMAT)),
            ("exporter", quoted(concat!("tenure ", env!("CARGO_PKG_VERSION")))),
            ("activeProfileIndex", "0".to_owned()),
            ("shared", object([("frames", list(frames))])),
            ("profiles", list(profiles)),
        ];
        format!("{}\n", object(pairs))
    }
}

fn frame(function: &Function) -> String {
    object([
        ("name", quoted(function.name)),
        ("file", quoted(function.file)),
        ("line", function.line.to_string()),
    ])
}

fn name(thread: &ThreadTime) -> String {
    match (&thread.name, thread.threads) {
        (Some(name), 1) => format!("thread {name}"),
        (None, 1) => "a thread that has no name, or has ended".to_owned(),
        (_, several) => format!("{several} threads that have ended"),
    }
}

/// The paths of one thread with what each of them weighs; `None`: nothing weighs anything.
fn profile(name: &str, unit: &str, tree: &[Path], weight: Weight) -> Option<String> {
    let (mut samples, mut weights, mut sum) = (Vec::new(), Vec::new(), 0_u64);
    for (stack, weight) in stacks::stacks(tree, weight) {
        samples.push(list(stack.iter().map(usize::to_string)));
        weights.push(weight.to_string());
        sum = sum.saturating_add(weight);
    }
    (sum > 0).then(|| {
        object([
            ("type", quoted("sampled")),
            ("name", quoted(name)),
            ("unit", quoted(unit)),
            ("startValue", "0".to_owned()),
            ("endValue", sum.to_string()),
            ("samples", list(samples)),
            ("weights", list(weights)),
        ])
    })
}
