//! Where values were made, and what was left behind between two moments.

use std::mem::forget;

use tenure::{Live, SnapshotDiff, tracked};

#[test]
fn a_constructor_that_tracks_its_caller_is_listed_by_it() {
    #[tracked]
    struct Value(Live<Self>);

    impl Value {
        #[track_caller]
        fn new() -> Self {
            Value(Live::new())
        }
    }

    let values = [Value::new(), Value::new()];
    let other = Value::new();
    let last = line!() - 1;
    let snapshot = Value::snapshot();
    let sites: Vec<_> = snapshot.types()[0].sites.iter().collect();
    assert_eq!(sites.len(), 3, "two on one line are two places: {snapshot}");
    assert!(sites.iter().any(|site| site.made_at.line() == last));
    assert_eq!(other.0.made_at().map(std::panic::Location::line), Some(last));
    assert!(format!("{:?}", values[0].0).starts_with("Live(made at "));
}

#[test]
fn places_are_as_many_as_there_are_in_the_source() {
    #[tracked]
    struct Value(#[allow(dead_code)] Live<Self>);

    for _ in 0..1000 {
        forget(Value(Live::new()));
    }
    let snapshot = Value::snapshot();
    let [site] = snapshot.types()[0].sites.as_slice() else { panic!("{snapshot}") };
    assert_eq!((site.live, site.total), (1000, 1000));
}

#[test]
fn a_difference_tells_what_was_made_and_not_dropped() {
    #[tracked]
    struct Value(Live<Self>);

    let early = Value(Live::new());
    let before = Value::snapshot();
    let kept: Vec<_> = (0..3).map(|_| Value(Live::new())).collect();
    let line = line!() - 1;
    drop(Value(Live::new()));
    drop(early);
    let diff = Value::snapshot().diff(&before);
    let [of_type] = diff.types() else { panic!("{diff}") };
    assert_eq!((of_type.made, of_type.dropped, of_type.grown()), (4, 2, 2));
    let sites: Vec<_> = of_type.sites.iter().map(|it| (it.made, it.dropped)).collect();
    assert_eq!(sites, [(3, 0), (1, 1), (0, 1)], "the one that has grown the most is first");
    assert_eq!(of_type.sites[0].made_at.line(), line);
    assert_eq!(of_type.sites[2].grown(), -1);
    assert!(diff.grew());
    drop(kept);
}

#[test]
fn what_was_all_dropped_has_not_grown() {
    #[tracked]
    struct Value(Live<Self>);

    let before = Value::snapshot();
    drop([(); 5].map(|()| Value(Live::new())));
    let after = Value::snapshot();
    let diff = after.diff(&before);
    assert!(!diff.grew() && diff.types()[0].made == 5);
    assert!(after.diff(&after).types().is_empty());
    // The wrong way round nothing was made, and nothing wraps.
    let reverse: SnapshotDiff = before.diff(&after);
    assert!(!reverse.grew() && reverse.types().is_empty());
}

#[test]
fn a_leak_that_another_place_outweighs_is_found() {
    #[tracked]
    struct Value(Live<Self>);

    let early = [(); 3].map(|()| Value(Live::new()));
    let before = Value::snapshot();
    forget(Value(Live::new()));
    drop(early);
    let diff = Value::snapshot().diff(&before);
    assert_eq!(diff.types()[0].grown(), -2);
    assert!(diff.grew(), "in one place there is one more");
}

#[test]
fn a_snapshot_of_all_types_has_each_with_its_places() {
    #[tracked]
    struct OneOfMany(#[allow(dead_code)] Live<Self>);

    forget(OneOfMany(Live::new()));
    let snapshot = tenure::snapshot();
    assert!(snapshot.is_tracked());
    let row = snapshot.types().iter().find(|it| it.name.ends_with("OneOfMany")).unwrap();
    assert_eq!((row.live, row.total, row.peak, row.sites.len()), (1, 1, 1, 1));
    let lives: Vec<_> = snapshot.types().iter().map(|it| it.live).collect();
    assert!(lives.is_sorted_by(|one, other| one >= other), "{lives:?}");
}

#[test]
fn a_snapshot_reads_as_a_table() {
    #[tracked]
    struct Row(Live<Self>);

    let before = Row::snapshot();
    let kept: Vec<_> = (0..1234).map(|_| Row(Live::new())).collect();
    let place = kept[0].0.made_at().unwrap().to_string();
    let name = std::any::type_name::<Row>();
    let width = name.len().max(place.len() + 2);
    let head = |text: &str| format!("| {text:<width$} |");
    let expected = [
        head("tracked type") + "  live | total |  peak |",
        format!("|{:-<1$}|", "", width + 2) + "------:|------:|------:|",
        head(name) + " 1_234 | 1_234 | 1_234 |",
        head(&format!("  {place}")) + " 1_234 | 1_234 |       |",
    ];
    assert_eq!(Row::snapshot().to_string().lines().collect::<Vec<_>>(), expected);
    let diff = Row::snapshot().diff(&before).to_string();
    let expected = [
        head("tracked type") + "  made | dropped |  grown |",
        format!("|{:-<1$}|", "", width + 2) + "------:|--------:|-------:|",
        head(name) + " 1_234 |       0 | +1_234 |",
        head(&format!("  {place}")) + " 1_234 |       0 | +1_234 |",
    ];
    assert_eq!(diff.lines().collect::<Vec<_>>(), expected);
}

#[test]
#[cfg(feature = "sinks")]
fn snapshots_are_json() {
    #[tracked]
    struct Value(#[allow(dead_code)] Live<Self>);

    let before = Value::snapshot();
    forget(Value(Live::new()));
    let line = line!() - 1;
    let snapshot = Value::snapshot();
    let json: serde_json::Value = serde_json::from_str(&snapshot.to_json()).unwrap();
    assert_eq!((&json["tenure"], &json["schema"]), (&"snapshot".into(), &1.into()));
    let row = &json["types"][0];
    assert_eq!(
        [&row["live"], &row["total"], &row["peak"]],
        [&1, &1, &1].map(|it| &*Box::leak(Box::new(serde_json::Value::from(*it))))
    );
    assert_eq!(row["sites"][0]["made_at"]["line"], line);
    assert_eq!((&row["sites"][0]["live"], &row["sites"][0]["total"]), (&1.into(), &1.into()));
    let json: serde_json::Value = serde_json::from_str(&snapshot.diff(&before).to_json()).unwrap();
    assert_eq!(json["tenure"], "snapshot_diff");
    let row = &json["types"][0];
    assert_eq!((&row["made"], &row["dropped"], &row["grown"]), (&1.into(), &0.into(), &1.into()));
    assert_eq!(row["sites"][0]["grown"], 1);
}
