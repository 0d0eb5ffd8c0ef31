//! How every table of the report looks.

use std::fmt::Write as _;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr as _;

use super::terminal::Terminal;

/// One column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column {
    title: &'static str,
    kind: Kind,
    /// Where names would become too short it is left out: the highest first, and never with 0.
    rank: u8,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Shortened in the middle where the table would be too wide.
    Text,
    /// Never shortened.
    Word,
    /// Never shortened, and to the right.
    Figure,
}

/// What the names, and what other texts have to have before a column is left out for them.
const NAME: usize = 32;
const OTHER: usize = 20;

/// What a name has left in the end.
const SHORTEST: usize = 12;

impl Column {
    pub(super) const fn text(title: &'static str) -> Self {
        Column { title, kind: Kind::Text, rank: 0 }
    }

    pub(super) const fn word(title: &'static str) -> Self {
        Column { title, kind: Kind::Word, rank: 0 }
    }

    pub(super) const fn figure(title: &'static str) -> Self {
        Column { title, kind: Kind::Figure, rank: 0 }
    }

    /// One that can be done without, the higher the sooner.
    pub(super) const fn or_without(self, rank: u8) -> Self {
        Column { rank, ..self }
    }

    /// May become narrower.
    fn gives(self) -> bool {
        self.kind == Kind::Text
    }
}

/// A table with a line for each row: with lines around it where that goes to a terminal, else plain
/// text that Markdown shows as a table, too. Rows have as many cells as there are columns. The last
/// line names the columns that found no place.
pub(super) fn draw(
    terminal: Terminal,
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> String {
    let mut columns = columns.to_vec();
    // What a name that was given holds must not break its line.
    let clean = |cell: String| cell.replace(char::is_control, " ");
    let mut rows: Vec<Vec<String>> =
        rows.into_iter().map(|row| row.into_iter().map(clean).collect()).collect();
    let mut left_out = Vec::new();
    let mut widths = widths(&columns, &rows);
    if let Some(limit) = terminal.width {
        while room(&columns, &widths, limit) < wanted(&columns, &widths) {
            let Some(place) = next_to_leave(&columns) else { break };
            left_out.push(columns.remove(place).title);
            widths.remove(place);
            for row in &mut rows {
                row.remove(place);
            }
        }
        let limits = limits(&columns, &widths, room(&columns, &widths, limit));
        for row in &mut rows {
            for (cell, limit) in row.iter_mut().zip(&limits) {
                *cell = shortened(cell, *limit);
            }
        }
    }
    let mut text = render(terminal, &columns, rows);
    if !left_out.is_empty() {
        let are = if left_out.len() == 1 { "is" } else { "are" };
        let _always = write!(
            text,
            "\n{} {are} left out at this width; `TENURE_REPORT=table:width=0` shows all",
            left_out.join(", ")
        );
    }
    text
}

fn widths(columns: &[Column], rows: &[Vec<String>]) -> Vec<usize> {
    let width = |(place, column): (usize, &Column)| {
        let cells = rows.iter().filter_map(|row| Some(row.get(place)?.width()));
        cells.max().unwrap_or_default().max(column.title.width())
    };
    columns.iter().enumerate().map(width).collect()
}

/// How wide all that gives may be together.
fn room(columns: &[Column], widths: &[usize], limit: usize) -> usize {
    // A space on both sides of each cell, and the lines, of which some cannot be seen.
    let lines = columns.len() + 1;
    let fixed = columns.iter().zip(widths).filter(|(column, _)| !column.gives());
    let fixed: usize = fixed.map(|(_, width)| width).sum();
    limit.saturating_sub(fixed + lines + 2 * columns.len())
}

/// How wide all that gives should be together.
fn wanted(columns: &[Column], widths: &[usize]) -> usize {
    let giving = columns.iter().zip(widths).filter(|(column, _)| column.gives());
    let wanted = [NAME].into_iter().chain(std::iter::repeat(OTHER));
    giving.zip(wanted).map(|((_, width), wanted)| wanted.min(*width)).sum()
}

fn next_to_leave(columns: &[Column]) -> Option<usize> {
    let ranked = columns.iter().enumerate().filter(|(_, column)| column.rank > 0);
    ranked.max_by_key(|(_, column)| column.rank).map(|(place, _)| place)
}

/// How wide each column may be: those that give share the room, and a narrow one leaves the rest of
/// its share to the others.
fn limits(columns: &[Column], widths: &[usize], room: usize) -> Vec<usize> {
    let mut limits = widths.to_vec();
    let mut giving: Vec<usize> =
        (0..columns.len()).filter(|place| columns[*place].gives()).collect();
    giving.sort_by_key(|place| widths[*place]);
    let (mut room, mut count) = (room, giving.len());
    for place in giving {
        limits[place] = widths[place].min((room / count).max(SHORTEST));
        room = room.saturating_sub(limits[place]);
        count -= 1;
    }
    limits
}

/// Of at most so many columns of the screen: of a path the end says more than the beginning, and
/// the middle the least.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let head = width.saturating_sub(1) / 3;
    let tail = width.saturating_sub(1) - head;
    let fits = |text: &str, limit| text.width() <= limit;
    let cuts = || text.char_indices().map(|(place, _)| place);
    let head = cuts().take_while(|cut| fits(&text[..*cut], head)).last().unwrap_or(0);
    let tail = cuts().find(|cut| fits(&text[*cut..], tail)).unwrap_or(text.len());
    format!("{}…{}", &text[..head], &text[tail..])
}

fn render(terminal: Terminal, columns: &[Column], rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_preset(if terminal.boxed {
        presets::UTF8_BORDERS_ONLY
    } else {
        presets::ASCII_MARKDOWN
    });
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(columns.iter().map(|column| column.title));
    for (column, drawn) in columns.iter().zip(table.column_iter_mut()) {
        if column.kind == Kind::Figure {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.add_rows(rows);
    let titles = usize::from(terminal.boxed);
    let line = |(place, line): (usize, String)| {
        if terminal.bold && place == titles { bold(&line) } else { line }
    };
    let lines: Vec<_> = table.lines().enumerate().map(line).collect();
    lines.join("\n")
}

/// In the way of every terminal since the VT100.
pub(super) fn bold(text: &str) -> String {
    format!("\u{1b}[1m{text}\u{1b}[0m")
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

    const COLUMNS: [Column; 4] = [
        Column::text("function"),
        Column::figure("calls"),
        Column::figure("p95").or_without(1),
        Column::text("place").or_without(2),
    ];

    fn drawn(width: Option<usize>, boxed: bool) -> Vec<String> {
        let name = "indexer::builder::IndexBuilder<_>::write_all_of_the_postings";
        let rows = [name, "解析器::解析する::解析する::解析する::解析する::解析する", "a\n\tb"];
        let rows = rows.map(|name| {
            [name, "1_000", "1.23 ms", "src/builder/with/a/long/path.rs:123"]
                .map(str::to_owned)
                .to_vec()
        });
        let text = draw(Terminal { boxed, bold: false, width }, &COLUMNS, rows);
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn every_line_is_as_wide_as_the_terminal_at_most_and_each_row_is_one() {
        for boxed in [false, true] {
            for width in 32..160 {
                let lines = drawn(Some(width), boxed);
                let table = lines.iter().filter(|line| !line.contains("left out"));
                for line in table.clone() {
                    assert!(line.width() <= width, "{width}: {line}");
                }
                let around = if boxed { 4 } else { 2 };
                assert_eq!(table.count(), 3 + around, "{lines:?}");
            }
        }
    }

    #[test]
    fn what_finds_no_place_is_named() {
        assert!(!drawn(None, true).concat().contains("left out"));
        let text = drawn(Some(60), true).join("\n");
        assert!(
            text.ends_with(
                "place is left out at this width; `TENURE_REPORT=table:width=0` shows all"
            )
        );
        assert!(!text.contains("src/builder"), "{text}");
        let text = drawn(Some(40), true).join("\n");
        assert!(text.contains("\nplace, p95 are left out"), "{text}");
    }

    #[test]
    fn a_narrow_terminal_leaves_the_ends_of_names() {
        let lines = drawn(Some(60), false);
        assert!(lines[2].starts_with("| indexer::bui"), "{lines:?}");
        assert!(lines[2].contains('…') && lines[2].contains("_of_the_postings "), "{lines:?}");
    }

    #[test]
    fn names_are_cut_between_letters() {
        for width in 1..20 {
            assert!(shortened("解析する::größe::🦀🦀🦀🦀", width).width() <= width);
        }
        assert_eq!(shortened("abcdefghij", 10), "abcdefghij");
        assert_eq!(shortened("abcdefghij", 7), "ab…ghij");
    }

    #[test]
    fn the_modules_of_a_trait_are_left_out() {
        assert_eq!(name("app::parse"), "app::parse");
        assert_eq!(name("<app::A as core::iter::Iterator>::next"), "<app::A as Iterator>::next");
        assert_eq!(name("<A as core::From<b::C>>::from"), "<A as From<b::C>>::from");
    }
}
