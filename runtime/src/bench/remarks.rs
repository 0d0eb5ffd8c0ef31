//! What a reader of a table has to know besides the figures.

use super::comparison::Comparison;
use super::metrics::Metrics;
use super::pairing::Paired;
use super::table::one_line;
use super::units::{bytes, difference, time};
use super::verdict::Verdict;
use crate::heap::some;
use crate::heap::usage::HeapUse;

/// Whether code takes no longer than to do nothing.
pub(super) fn is_nothing(times: &[f64], empty: &[f64]) -> bool {
    Paired::of(empty, times).ratio < 1.1
}

/// Of a single row.
pub(super) fn of_row(row: &Metrics) -> Vec<String> {
    let name = one_line(&row.name);
    let mut remarks = Vec::new();
    if row.optimised_away {
        remarks.push(format!(
            "`{name}` takes no longer than to do nothing: optimised away? hide what goes in with \
             `black_box`"
        ));
    }
    let (Some(usual), Some(first)) = (row.memory, row.first) else { return remarks };
    if !row.steady {
        remarks.push(format!("`{name}` does not do the same with the heap each time"));
    } else if heap(first) != heap(usual) {
        remarks.push(format!("`{name}` takes {} the first time", heap(first)));
    }
    if (usual.net, usual.net_blocks) != (0, 0) {
        remarks.push(format!(
            "`{name}` leaves {} in {} block{} behind each time",
            bytes(usual.net),
            usual.net_blocks,
            if usual.net_blocks == 1 { "" } else { "s" }
        ));
    }
    remarks
}

fn heap(usage: HeapUse) -> String {
    format!("{} of {}", some(usage.allocs, "allocation"), some(usage.bytes, "byte"))
}

/// Of all rows together.
pub(super) fn of_comparison(comparison: &Comparison) -> Vec<String> {
    let rows = &comparison.rows;
    let mut remarks: Vec<_> = rows.iter().flat_map(of_row).collect();
    for (place, row) in rows.iter().enumerate().skip(1) {
        let paired = comparison.paired(0, place);
        let nanos = paired.effect().abs() * paired.base;
        if comparison.judge(&paired) == Verdict::Same && paired.effect().abs() > comparison.floor()
        {
            remarks.push(format!(
                "the {} of `{}` are {}: where its code lies in memory makes as much",
                difference(paired.ratio),
                one_line(&row.name),
                time(nanos)
            ));
        }
    }
    if rows.iter().any(|row| row.captured != rows[0].captured) {
        let sizes: Vec<_> = rows
            .iter()
            .map(|row| format!("`{}` {} B", one_line(&row.name), row.captured))
            .collect();
        remarks.push(format!(
            "the rows capture different data: {}; is it the same kind of data in all (a `Vec` beside \
             an array has its length at run time)?",
            sizes.join(", ")
        ));
    }
    remarks
}
