//! How every table of the report looks.

use std::io::{IsTerminal as _, stderr};

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// A table with this header, each column starting with `>` aligned to the right: boxed and within
/// the width of the terminal where the report goes to one, else plain text that Markdown shows as a
/// table, too.
pub(super) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    if stderr().is_terminal() {
        table.load_preset(presets::UTF8_BORDERS_ONLY);
        if let Some(columns) = columns() {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(columns);
        }
    } else {
        table.load_preset(presets::ASCII_MARKDOWN);
    }
    table.set_header(header.iter().map(|title| title.trim_start_matches('>')));
    for (title, column) in header.iter().zip(table.column_iter_mut()) {
        if title.starts_with('>') {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// The width of the terminal, where the shell says it.
fn columns() -> Option<u16> {
    std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|columns| *columns > 0)
}

/// A path in a type or function name, without the modules of a trait: `<app::Walk as Iterator>`.
pub(super) fn name(full: &str) -> String {
    let Some((before, behind)) = full.split_once(" as ") else { return full.to_owned() };
    let end = behind.find(['<', '>']).unwrap_or(behind.len());
    let (path, rest) = behind.split_at(end);
    let last = path.rsplit("::").next().unwrap_or(path);
    format!("{before} as {last}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_modules_of_a_trait_are_left_out() {
        assert_eq!(name("app::parse"), "app::parse");
        assert_eq!(name("<app::A as core::iter::Iterator>::next"), "<app::A as Iterator>::next");
        assert_eq!(name("<A as core::From<b::C>>::from"), "<A as From<b::C>>::from");
    }
}
