//! Layouts as text.
#![allow(dead_code)] // only where fields lie is looked at

use tenure::layout::LayoutChange;
use tenure::{Layout, layout_of_val, size_report};

type Id = u64;

#[derive(Layout)]
#[repr(C)]
struct Old<'a, T> {
    a: u8,
    id: Id,
    text: &'a str,
    value: T,
    block: [u8; 40],
    last: u16,
}

#[derive(Layout)]
#[repr(C)]
struct New {
    id: u64,
    value: u32,
    added: bool,
}

#[test]
#[cfg(target_pointer_width = "64")]
fn a_table_shows_holes_and_cache_lines() {
    let table = <Old<'_, u8>>::LAYOUT.table();
    let lines: Vec<_> = table.lines().skip(1).map(str::trim_end).collect();
    assert_eq!(
        lines,
        [
            "offset  size  align  field",
            "     0     1      1  a: u8",
            "     1     7         hole",
            "     8     8      8  id: Id = u64",
            "    16    16      8  text: &'a str, niche",
            "    32     1      1  value: T = u8",
            "    33    40      1  block: [u8; 40], crosses byte 64",
            "------ cache line 1 begins at 64, 9 bytes ago",
            "    73     1         hole",
            "    74     2      2  last: u16",
            "    76     4         padding at the end",
            "68 bytes used, 8 in holes, 4 at the end; 2 cache lines of 64 bytes",
            "in the order id, text, last, a, value, block: 72 bytes, 8 fewer",
        ]
    );
    assert_eq!(table, <Old<'_, u8>>::LAYOUT.to_string());
}

#[test]
fn only_an_order_that_may_change_is_noted() {
    #[derive(Layout)]
    struct Pair(u8, u16);
    let note = "`repr(Rust)` promises no order";
    assert!(Pair::LAYOUT.table().contains(note));
    assert!(!New::LAYOUT.table().contains(note));
}

#[test]
fn a_difference_names_what_moved_came_and_went() {
    let diff = <Old<'_, u32>>::LAYOUT.diff(New::LAYOUT);
    assert_eq!(diff.size, [<Old<'_, u32>>::LAYOUT.size, New::LAYOUT.size]);
    let names = |find: fn(&LayoutChange) -> Option<&String>| {
        diff.changes.iter().filter_map(find).cloned().collect::<Vec<_>>()
    };
    let added =
        names(|it| if let LayoutChange::Added { field, .. } = it { Some(field) } else { None });
    let gone =
        names(|it| if let LayoutChange::Removed { field, .. } = it { Some(field) } else { None });
    let moved =
        names(|it| if let LayoutChange::Changed { field, .. } = it { Some(field) } else { None });
    assert_eq!(
        (added, gone),
        (vec!["added".to_owned()], ["a", "text", "block", "last"].map(str::to_owned).to_vec())
    );
    assert_eq!(moved, ["id", "value"]);
    assert!(diff.to_string().contains("  id: offset 8 -> 0"), "{diff}");
    assert!(New::LAYOUT.diff(New::LAYOUT).is_empty() && !diff.is_empty());
}

#[test]
fn a_report_lists_the_largest_first() {
    let report = size_report![u8, New, [u64; 9], Option<u8>];
    let sizes: Vec<_> = report.rows.iter().map(|row| row.size).collect();
    assert_eq!(sizes, [72, 16, 2, 1]);
    let wastes: Vec<_> = report.rows.iter().map(|row| row.waste).collect();
    assert_eq!(wastes, [None, Some(3), None, None]);
    let text = report.to_string();
    assert!(text.contains("n/a") && text.contains("  New\n"), "{text}");
    assert!(size_report![].rows.is_empty());
}

#[test]
fn the_size_of_a_future_is_told() {
    async fn small() {
        std::future::ready(()).await;
    }
    async fn large() -> u8 {
        let buffer = [0_u8; 700];
        small().await;
        buffer[0]
    }
    let (small, large) = (layout_of_val(&small()), layout_of_val(&large()));
    assert!(small.size < 100 && large.size >= 700, "{small}\n{large}");
    assert!(large.name.contains("large"), "{large}");
    let values: &[u16] = &[1, 2, 3];
    assert_eq!((layout_of_val(values).size, layout_of_val("abc").size), (6, 3));
}

#[test]
#[cfg(feature = "sinks")]
fn json_has_null_where_nothing_is_known() {
    #[derive(Layout)]
    enum Free {
        None,
        Some(u8, u32),
    }
    let value: serde_json::Value = serde_json::from_str(&New::LAYOUT.to_json()).unwrap();
    assert_eq!((&value["tenure"], &value["schema"]), (&"layout".into(), &1.into()));
    assert_eq!(
        (&value["size"], &value["waste"], &value["repr"]),
        (&16.into(), &3.into(), &"C".into())
    );
    assert_eq!(value["fields"][1]["offset"], 8);
    assert_eq!(value["fields"][0]["type"], "u64");
    let value: serde_json::Value = serde_json::from_str(&Free::LAYOUT.to_json()).unwrap();
    assert!(value["waste"].is_null() && value["variants"][1]["fields"][0]["offset"].is_null());
    assert_eq!(value["kind"], "enum");
}

#[derive(Layout)]
#[repr(C)]
struct Lines {
    head: [u8; 64],
    begin: [u8; 65],
    late: u8,
    mark: [u64; 0],
}

#[test]
fn a_cache_line_is_marked_where_it_begins_and_nothing_without_a_size_ends_a_hole() {
    let table = Lines::LAYOUT.table();
    let lines: Vec<_> = table.lines().map(str::trim).collect();
    let has = |text: &str| lines.contains(&text);
    assert!(has("------ cache line 1 begins at 64"), "{table}");
    assert!(has("------ cache line 2 begins at 128, 1 byte ago"), "{table}");
    assert!(!table.contains("  hole"), "{table}");
}
