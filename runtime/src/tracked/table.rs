//! How snapshots and their differences look.

use std::fmt::{self, Formatter};

use crate::report::units::number;

/// What stands in the place of a table.
pub(super) const NOT_TRACKED: &str = "not tracked: the feature `track` of `tenure` is off";

/// A table that Markdown shows as one, too: a text, and figures to the right of it.
pub(super) fn write<T, const COLUMNS: usize>(
    f: &mut Formatter<'_>,
    titles: [&str; COLUMNS],
    rows: &[(String, [Option<T>; COLUMNS])],
    text: impl Fn(&T) -> String,
) -> fmt::Result {
    let cell = |figure: &Option<T>| figure.as_ref().map_or_else(String::new, &text);
    let rows: Vec<_> =
        rows.iter().map(|(name, figures)| (name, figures.each_ref().map(cell))).collect();
    let title = "tracked type";
    let width = |text: &str| text.chars().count();
    let first = rows.iter().map(|(name, _)| width(name)).fold(width(title), usize::max);
    let mut widths = titles.map(width);
    for (_, cells) in &rows {
        for (widest, cell) in widths.iter_mut().zip(cells) {
            *widest = width(cell).max(*widest);
        }
    }
    line(f, (title, first), titles.iter().copied().zip(widths))?;
    write!(f, "\n|{:-<1$}|", "", first + 2)?;
    for width in widths {
        write!(f, "{:->1$}|", ":", width + 2)?;
    }
    for (name, cells) in &rows {
        writeln!(f)?;
        line(f, (name, first), cells.iter().map(String::as_str).zip(widths))?;
    }
    Ok(())
}

/// One line: each text, and how wide it is to be.
fn line<'a>(
    f: &mut Formatter<'_>,
    (name, width): (&str, usize),
    cells: impl Iterator<Item = (&'a str, usize)>,
) -> fmt::Result {
    write!(f, "| {name:<width$} |")?;
    for (cell, width) in cells {
        write!(f, " {cell:>width$} |")?;
    }
    Ok(())
}

pub(super) fn count(value: u64) -> String {
    number(value)
}

/// With its sign, but for 0.
pub(super) fn change(value: i64) -> String {
    let sign = match value {
        0 => "",
        1.. => "+",
        _ => "-",
    };
    format!("{sign}{}", number(value.unsigned_abs()))
}
