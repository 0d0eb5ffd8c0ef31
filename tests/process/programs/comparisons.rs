//! Compares so often: `comparisons same|again|locked|table COUNT`, and counts the verdicts.

#![allow(missing_docs)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use tenure::{Comparison, Sampling, compare};

#[global_allocator]
static ALLOC: tenure::Alloc = tenure::Alloc::new();

struct Numbers {
    data: [i64; 5],
}

static NUMBERS: Numbers = Numbers { data: [1, 2, 3, 4, 5] };
static LAZY: LazyLock<Numbers> = LazyLock::new(|| Numbers { data: [1, 2, 3, 4, 5] });
static LOCKED: LazyLock<Mutex<Numbers>> =
    LazyLock::new(|| Mutex::new(Numbers { data: [1, 2, 3, 4, 5] }));

impl Numbers {
    fn sum(&self) -> i64 {
        self.data.iter().sum()
    }

    #[inline(never)]
    fn stat(by: i64) -> i64 {
        by.wrapping_mul(2)
    }

    #[inline(never)]
    fn inst(&self, by: i64) -> i64 {
        by.wrapping_mul(2)
    }
}

fn locked_sum() -> i64 {
    LOCKED.lock().expect("nobody panics").sum()
}

fn run(kind: &str, sampling: Sampling) -> Comparison {
    let instance = Numbers { data: [1, 2, 3, 4, 5] };
    match kind {
        "same" => compare! {
            sampling: sampling,
            baseline: "one" => NUMBERS.sum(),
            "other" => NUMBERS.sum(),
        },
        "calls" => compare! {
            sampling: sampling,
            baseline: "static" => Numbers::stat(black_box(3)),
            "instance" => black_box(&instance).inst(black_box(3)),
        },
        "lazy" => compare! {
            sampling: sampling,
            baseline: "static" => black_box(&NUMBERS).sum(),
            "instance" => black_box(&instance).sum(),
            "lazy" => black_box(&*LAZY).sum(),
        },
        "locked" => compare! {
            sampling: sampling,
            baseline: "plain" => black_box(&NUMBERS).sum(),
            "locked" => locked_sum(),
        },
        "vector" => compare! {
            sampling: sampling,
            baseline: "array" => black_box(&NUMBERS.data).iter().sum::<i64>(),
            "vector" => vec![1_i64; 1_000].iter().sum::<i64>(),
            "constant" => 1 + 1,
            "slow" => std::thread::sleep(Duration::from_micros(100)),
        },
        _ => panic!("an unknown kind"),
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [kind, count, millis] = args.as_slice() else { return };
    let count: u32 = count.parse().expect("a count");
    let sampling = Sampling::new().time(Duration::from_millis(millis.parse().expect("a number")));
    let mut verdicts = BTreeMap::new();
    let mut farthest = 0.0_f64;
    let began = Instant::now();
    for _ in 0..count {
        let comparison = run(kind, sampling);
        if count == 1 {
            println!("{comparison}");
        }
        for row in &comparison.rows()[1..] {
            let verdict = comparison.verdict(&row.name);
            let ratio = comparison.ratio(&row.name);
            farthest = farthest.max((ratio - 1.0).abs());
            if std::env::var("V").is_ok() {
                println!(
                    "{} {ratio:.4} {:?} {verdict} noise {:.4}",
                    row.name,
                    comparison.interval(&row.name),
                    comparison.noise()
                );
            }
            *verdicts.entry((row.name.clone(), verdict.to_string())).or_insert(0) += 1;
        }
    }
    println!(
        "{kind}: {verdicts:?}, at most {:.2} % apart, {:.2?} each",
        farthest * 100.0,
        began.elapsed() / count
    );
}
