//! Which function of one report is which of another.

use crate::report::functions::Function;

/// A function before and after, or the one of both that is there.
pub(super) type Pair<'a> = (Option<&'a Function>, Option<&'a Function>);

/// Every function of both, those that are the same together.
pub(super) fn pairs<'a>(before: &'a [Function], after: &'a [Function]) -> Vec<Pair<'a>> {
    let (mut before, mut after) = (sorted(before), sorted(after));
    let mut pairs = Vec::new();
    // Those in the same file first, so that one that was added elsewhere does not take the place of
    // another.
    match_up(&mut before, &mut after, |row| (row.name, row.file), &mut pairs);
    match_up(&mut before, &mut after, |row| (row.name, ""), &mut pairs);
    pairs.extend(before.into_iter().map(|row| (Some(row), None)));
    pairs.extend(after.into_iter().map(|row| (None, Some(row))));
    pairs
}

/// By name and place: what has the same name stands together, in the order of the source.
fn sorted(rows: &[Function]) -> Vec<&Function> {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by_key(|row| (row.name, row.file, row.line));
    rows
}

/// Takes the pairs that have the same key out of both lists, which are sorted by it.
fn match_up<'a>(
    before: &mut Vec<&'a Function>,
    after: &mut Vec<&'a Function>,
    key: fn(&'a Function) -> (&'a str, &'a str),
    pairs: &mut Vec<Pair<'a>>,
) {
    let mut others = std::mem::take(after).into_iter().peekable();
    let mut alone = Vec::new();
    for row in std::mem::take(before) {
        while let Some(other) = others.next_if(|other| key(other) < key(row)) {
            after.push(other);
        }
        match others.next_if(|other| key(other) == key(row)) {
            Some(other) => pairs.push((Some(row), Some(other))),
            None => alone.push(row),
        }
    }
    after.extend(others);
    *before = alone;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(before: &[Function], after: &[Function]) -> Vec<(Option<u32>, Option<u32>)> {
        let line = |row: Option<&Function>| row.map(|row| row.line);
        let mut lines: Vec<_> =
            pairs(before, after).into_iter().map(|(a, b)| (line(a), line(b))).collect();
        lines.sort_unstable();
        lines
    }

    #[test]
    fn functions_are_the_same_by_name_and_file_whatever_their_line() {
        let before = [Function::new("f", "a.rs", 1), Function::new("g", "a.rs", 2)];
        let after = [Function::new("g", "a.rs", 3), Function::new("f", "a.rs", 4)];
        assert_eq!(lines(&before, &after), [(Some(1), Some(4)), (Some(2), Some(3))]);
    }

    #[test]
    fn those_that_share_a_name_are_the_same_in_order_and_in_their_file_first() {
        let before = [Function::new("f", "b.rs", 1), Function::new("f", "b.rs", 2)];
        let after = [("a.rs", 3), ("b.rs", 4), ("b.rs", 5)]
            .map(|(file, line)| Function::new("f", file, line));
        let expected = [(None, Some(3)), (Some(1), Some(4)), (Some(2), Some(5))];
        assert_eq!(lines(&before, &after), expected);
    }

    #[test]
    fn one_whose_file_was_moved_is_found_by_its_name() {
        let (before, after) = ([Function::new("f", "a.rs", 1)], [Function::new("f", "z.rs", 2)]);
        assert_eq!(lines(&before, &after), [(Some(1), Some(2))]);
    }

    #[test]
    fn all_others_are_new_or_gone() {
        let before = [Function::new("a", "a.rs", 1), Function::new("c", "a.rs", 2)];
        let after = [Function::new("b", "a.rs", 3), Function::new("d", "a.rs", 4)];
        let expected = [(None, Some(3)), (None, Some(4)), (Some(1), None), (Some(2), None)];
        assert_eq!(lines(&before, &after), expected);
    }
}
