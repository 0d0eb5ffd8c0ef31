//! A table of text, as the chapters print it.

use std::fmt;

/// Rows of cells below their headings.
pub(crate) struct Table(Vec<Vec<String>>);

impl Table {
    pub(crate) fn new<const N: usize>(headings: [&str; N]) -> Self {
        Table(vec![headings.map(str::to_owned).to_vec()])
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [&dyn fmt::Display; N]) {
        assert_eq!(N, self.0[0].len(), "a cell for each heading");
        self.0.push(cells.map(ToString::to_string).to_vec());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = |index: usize| self.0.iter().map(move |row| &row[index]);
        let width = |index| column(index).map(|cell| cell.chars().count()).max().unwrap_or(0);
        let widths: Vec<_> = (0..self.0[0].len()).map(width).collect();
        // Figures stand below each other, words begin where the heading does.
        let is_figure = |cell: &String| {
            cell.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                && cell.matches(' ').count() <= 1
        };
        let figures: Vec<_> =
            (0..widths.len()).map(|index| column(index).skip(1).all(is_figure)).collect();
        for (number, row) in self.0.iter().enumerate() {
            for ((cell, width), is_figure) in row.iter().zip(&widths).zip(&figures) {
                match is_figure {
                    true => write!(f, "| {cell:>width$} ")?,
                    false => write!(f, "| {cell:width$} ")?,
                }
            }
            writeln!(f, "|")?;
            if number == 0 {
                widths.iter().try_for_each(|width| write!(f, "|-{:-<width$}-", ""))?;
                writeln!(f, "|")?;
            }
        }
        Ok(())
    }
}

/// `52_428_800`, as a person would write it in a program.
#[allow(dead_code)] // not every chapter has numbers that long
pub(crate) fn number(number: impl fmt::Display) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        let behind = digits.len() - index;
        if index > 0 && behind % 3 == 0 && !grouped.ends_with('-') {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}
