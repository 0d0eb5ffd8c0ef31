//! Several mistakes in one comparison, which is used.

fn main() {
    let comparison = tenure::compare! {
        basline: "one" => 1 + 1,
        "two": 2 + 2,
        three => ,
        baseline: "four" => 4 + 4
        5 => 5 + 5,
    };
    comparison.assert_same("one", "two");
    println!("{comparison}: {}", comparison.ratio("two") + comparison.rows()[0].time.median);
}
