//! Compares so often and counts the verdicts: `comparisons KIND COUNT MILLISECONDS`.

#![allow(missing_docs)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::{LazyLock, Mutex, OnceLock};
use std::time::{Duration, Instant};

use tenure::{Comparison, Sampling, compare};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

struct Numbers {
    data: [i64; 5],
}

const NUMBERS: Numbers = Numbers { data: [1, 2, 3, 4, 5] };
static STATIC: Numbers = NUMBERS;
static LAZY: LazyLock<Numbers> = LazyLock::new(|| black_box(NUMBERS));
static LOCKED: LazyLock<Mutex<Numbers>> = LazyLock::new(|| Mutex::new(NUMBERS));

impl Numbers {
    fn sum(&self) -> i64 {
        black_box(self).data.iter().sum()
    }
}

fn once() -> &'static Numbers {
    static ONCE: OnceLock<Numbers> = OnceLock::new();
    ONCE.get_or_init(|| black_box(NUMBERS))
}

/// So many turns of a loop that cannot be left out.
fn turns(count: u64) -> u64 {
    (0..black_box(count)).fold(0, |sum, turn| black_box(sum ^ turn))
}

fn compared(kind: &str, sampling: Sampling) -> Comparison {
    let instance = black_box(NUMBERS);
    match kind {
        "again" => compare! {
            sampling: sampling,
            baseline: "sum" => STATIC.sum(),
            "same sum" => STATIC.sum(),
            "sum again" => STATIC.sum(),
        },
        "long" => compare! {
            sampling: sampling,
            baseline: "loop" => turns(100),
            "same loop" => turns(100),
        },
        "allocating" => compare! {
            sampling: sampling,
            baseline: "vector" => vec![1_u8; 100],
            "same vector" => vec![1_u8; 100],
        },
        "patterns" => compare! {
            sampling: sampling,
            baseline: "static" => STATIC.sum(),
            "instance" => instance.sum(),
            "once" => once().sum(),
            "lazy" => LAZY.sum(),
        },
        "locked" => compare! {
            sampling: sampling,
            baseline: "plain" => STATIC.sum(),
            "locked" => LOCKED.lock().map_or(0, |numbers| numbers.sum()),
        },
        _ => panic!("an unknown kind"),
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kind, count, time] = args.as_slice() else { return };
    let number = |text: &String| text.parse().expect("a number");
    let sampling = Sampling::new().time(Duration::from_millis(number(time)));
    let (mut verdicts, mut effects, mut noise) = (BTreeMap::new(), Vec::new(), 0.0_f64);
    let began = Instant::now();
    for _ in 0..number(count) {
        let comparison = compared(kind, sampling);
        for row in &comparison.rows()[1..] {
            *verdicts.entry(comparison.verdict(&row.name).to_string()).or_insert(0) += 1;
            effects.push((comparison.ratio(&row.name) - 1.0).abs() * 100.0);
        }
        noise = noise.max(comparison.noise() * 100.0);
        if number(count) == 1 {
            println!("{comparison}");
        }
    }
    let verdicts: Vec<_> = verdicts.iter().map(|(word, count)| format!("{word} {count}")).collect();
    effects.sort_by(f64::total_cmp);
    println!("verdicts: {}", verdicts.join(", "));
    println!(
        "effects: median {:.2} %, highest {:.2} %; noise of A against A at most {noise:.2} %",
        effects[effects.len() / 2],
        effects[effects.len() - 1]
    );
    println!("each: {:.0?}", began.elapsed() / u32::try_from(number(count)).expect("a count"));
}
