//! What every allocator has to do: one allocation and its end, a map, a document.

use std::alloc::{Layout, alloc, dealloc};
use std::collections::BTreeMap;
use std::hint::black_box;

use crate::Mode;

pub const MODES: &[Mode] = &[("nothing", nothing), ("pair", pair), ("map", map), ("json", json)];

fn nothing(count: u64) {
    for n in 0..count {
        black_box(n);
    }
}

fn pair(count: u64) {
    let layout = Layout::new::<[u64; 8]>();
    for _ in 0..count {
        // SAFETY: the layout is not empty, and what was given for it goes back with it.
        unsafe { dealloc(black_box(alloc(layout)), layout) };
    }
}

/// A map with a thousand keys, which is dropped.
fn map(count: u64) {
    for _ in 0..count {
        let keys = (0..1_000_u64).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        black_box(keys.map(|key| (key, key)).collect::<BTreeMap<_, _>>());
    }
}

/// A document of a hundred objects, parsed.
fn json(count: u64) {
    let object =
        r#"{"name": "a name", "size": 12.5, "parts": [1, 2, 3], "nested": {"more": null}}"#;
    let document = format!("[{}]", vec![object; 100].join(","));
    for _ in 0..count {
        black_box(serde_json::from_str::<serde_json::Value>(&document).expect("it is JSON"));
    }
}
