//! What `TENURE_REPORT` says: where the report goes, and how it looks there.

use super::Report;
use super::show::ReportTable;
use super::sort::Sort;

/// One place that a report goes to.
#[derive(Debug, Clone)]
pub(super) enum Sink {
    /// Standard error.
    Table(Look),
    File(Format, String),
}

/// What makes the text of a file.
pub(super) type Format = fn(&Report) -> String;

/// What is said behind `table`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Look {
    sort: Sort,
    limit: Option<usize>,
    width: Option<usize>,
}

/// A sink that writes a file: its name, and what it writes or the feature that it needs.
type File = (&'static str, Result<Format, &'static str>);

#[cfg(feature = "json")]
const JSON: Result<Format, &str> = Ok(Report::to_json);
#[cfg(not(feature = "json"))]
const JSON: Result<Format, &str> = Err("json");

#[cfg(feature = "speedscope")]
const SPEEDSCOPE: Result<Format, &str> = Ok(Report::to_speedscope);
#[cfg(not(feature = "speedscope"))]
const SPEEDSCOPE: Result<Format, &str> = Err("speedscope");

const FILES: [File; 4] = [
    ("json", JSON),
    ("folded", Ok(Report::to_folded)),
    ("folded:bytes", Ok(Report::to_folded_bytes)),
    ("speedscope", SPEEDSCOPE),
];

impl Look {
    pub(super) fn of(self, report: &Report) -> ReportTable<'_> {
        let Look { sort, limit, width } = self;
        let table = report.table().sort(sort).limit(limit.unwrap_or(usize::MAX));
        if let Some(width) = width { table.width(width) } else { table }
    }
}

/// One of the sinks that stand there with commas between them: `None` for `off`, and the rest of the
/// sentence about one that makes no sense.
pub(super) fn sink(text: &str) -> Result<Option<Sink>, String> {
    let (name, path) = match text.split_once('=') {
        // The first `=` may be the one of an option of the table.
        Some((name, path)) if !name.starts_with("table:") => (name, Some(path)),
        _ => (text, None),
    };
    let file = FILES.iter().find(|(known, _)| *known == name);
    match (name, file, path) {
        ("off", _, None) => Ok(None),
        ("" | "table", _, None) => Ok(Some(Sink::Table(Look::default()))),
        (_, Some((_, Ok(format))), Some(path)) if !path.is_empty() => {
            // Of the programs that another one starts each has a file of its own.
            let path = path.replace("%p", &std::process::id().to_string());
            Ok(Some(Sink::File(*format, path)))
        }
        (_, Some((name, Ok(_))), _) => Err(format!("has no file; write `{name}=PATH`")),
        (_, Some((_, Err(feature))), _) => Err(format!(
            "needs the feature `{feature}` of `tenure`; build with `--features tenure/{feature}`"
        )),
        (_, None, None) if name.starts_with("table:") => {
            look(&name["table:".len()..]).map(|look| Some(Sink::Table(look)))
        }
        _ => Err("is unknown; write `table`, `json=PATH`, `folded=PATH`, `folded:bytes=PATH`, \
                  `speedscope=PATH` or `off`"
            .to_owned()),
    }
}

fn look(options: &str) -> Result<Look, String> {
    let mut look = Look::default();
    for option in options.split(':') {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let wrong = |_| format!("has no number in `{option}`; write `{name}=` with one");
        let count = || value.parse().map_err(wrong);
        match name {
            "sort" => look.sort = sort(value)?,
            "limit" => look.limit = Some(count()?),
            "width" => look.width = Some(count()?),
            _ => {
                return Err("is unknown; behind `table` write `:sort=KEY`, `:limit=ROWS` or \
                             `:width=COLUMNS`"
                    .to_owned());
            }
        }
    }
    Ok(look)
}

fn sort(value: &str) -> Result<Sort, String> {
    let found = Sort::NAMES.iter().find(|(name, _)| *name == value);
    found.map(|(_, sort)| *sort).ok_or_else(|| {
        let names = Sort::NAMES.map(|(name, _)| format!("`{name}`"));
        format!("cannot be sorted like this; write `sort=` with one of {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_may_be_sorted_and_shortened() {
        let look = |text: &str| match sink(text) {
            Ok(Some(Sink::Table(look))) => look,
            other => panic!("{other:?}"),
        };
        let expected = Look { sort: Sort::Bytes, limit: Some(3), width: Some(80) };
        assert_eq!(look("table:sort=bytes:limit=3:width=80"), expected);
        for (name, sort) in Sort::NAMES {
            let expected = Look { sort, ..Look::default() };
            assert_eq!(look(&format!("table:sort={name}")), expected);
        }
    }

    #[test]
    fn a_path_may_name_the_process_and_have_an_equals_sign() {
        let Ok(Some(Sink::File(_, path))) = sink("folded=/tmp/a=b-%p.txt") else {
            panic!("a file")
        };
        assert_eq!(path, format!("/tmp/a=b-{}.txt", std::process::id()));
    }

    #[test]
    fn what_makes_no_sense_is_told_what_would() {
        for (text, told) in [
            ("tabel", "is unknown; write `table`"),
            ("tabel=a", "is unknown; write `table`"),
            ("table=a", "is unknown; write `table`"),
            ("off=a", "is unknown; write `table`"),
            ("folded", "has no file; write `folded=PATH`"),
            ("folded:bytes=", "has no file; write `folded:bytes=PATH`"),
            ("table:sort=size", "cannot be sorted like this; write `sort=` with one of `self`"),
            ("table:sort", "cannot be sorted like this"),
            ("table:limit=few", "has no number in `limit=few`; write `limit=` with one"),
            ("table:", "is unknown; behind `table` write"),
            ("table:colour=red", "is unknown; behind `table` write"),
        ] {
            let problem = sink(text).expect_err(text);
            assert!(problem.starts_with(told), "{text}: {problem}");
        }
    }
}
