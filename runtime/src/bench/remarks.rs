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
    remarks.extend(same_code(comparison));
    remarks.extend(captured(comparison));
    remarks
}

/// What no difference of time can be the code of.
fn same_code(comparison: &Comparison) -> Option<String> {
    let Comparison { rows, codes, .. } = comparison;
    let same =
        rows.iter().zip(codes).skip(1).filter(|(_, code)| code.is_same(codes[0]) == Some(true));
    let same: Vec<_> = same.map(|(row, _)| quoted(row)).collect();
    let and = if same.len() == 1 { "is" } else { "are" };
    (!same.is_empty()).then(|| {
        format!("{} {and} identical machine code to {}", same.join(", "), quoted(&rows[0]))
    })
}

/// Of rows that take another time: is what they work on of the same kind?
fn captured(comparison: &Comparison) -> Option<String> {
    let rows = &comparison.rows;
    let differs = |(place, row): &(usize, &Metrics)| {
        let verdict = comparison.judge(&comparison.paired(0, *place));
        row.captured != rows[0].captured && matches!(verdict, Verdict::Slower | Verdict::Faster)
    };
    let differ: Vec<_> = rows.iter().enumerate().filter(differs).map(|(_, row)| row).collect();
    let sizes = [&rows[0]].into_iter().chain(differ.iter().copied());
    let sizes: Vec<_> = sizes.map(|row| format!("{} {} B", quoted(row), row.captured)).collect();
    (!differ.is_empty()).then(|| {
        format!(
            "the rows capture different data: {}; is it the same kind of data in all (a `Vec` beside \
             an array has its length at run time)?",
            sizes.join(", ")
        )
    })
}

fn quoted(row: &Metrics) -> String {
    format!("`{}`", one_line(&row.name))
}
