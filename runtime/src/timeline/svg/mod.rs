//! The timeline as a picture.

mod axis;
mod lane;

use std::fmt::Write as _;
use std::time::Duration;

use super::{Timeline, text};
use crate::report::units::time;
use lane::Lane;

/// In pixels.
const WIDTH: f64 = 1200.0;
const MARGIN: f64 = 16.0;
const ROW: f64 = 20.0;
/// From the upper edge to the first thread: the title and the legend, and the axis below.
const TOP: f64 = 84.0;
/// The name of a thread.
const HEADING: f64 = 26.0;
/// Of one character of the names. Fonts differ; a name that is cut off is worse than some room.
const CHARACTER: f64 = 6.3;

const STYLE: &str = "text{font:11px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;\
fill:#1f2933}.title{font-size:15px;font-weight:600}.thread{font-weight:600}.quiet{fill:#616e7c}\
.own{fill:#3b7dd8}.made{fill:#bcd6f6}.failed .own{fill:#d64545}.failed .made{fill:#f8c9c9}\
.running .frame{stroke-dasharray:4 3}.frame{fill:none;stroke:#1d4e94;stroke-width:.6}\
.over .frame{stroke:#b44d12;stroke-width:2}.inside{fill:#fff}.grid{stroke:#e4e7eb}\
.parent{stroke:#9aa5b1;stroke-dasharray:1 2}";

impl Timeline {
    /// A picture: a lane for each thread, a bar for each run at its time, below the one that asked
    /// for it. Dark is the run itself, light the runs it asked for, hatched the sleep until
    /// another thread was ready (of that the longest and the last), red a run that failed, outlined
    /// one that took more than its budget. The figures are in the tooltips. Needs the feature `svg`.
    ///
    /// ```
    /// let picture = tenure::timeline().to_svg();
    /// assert!(picture.starts_with("<svg "));
    /// ```
    #[must_use]
    pub fn to_svg(&self) -> String {
        let scale = Scale::of(self);
        let mut body = String::new();
        let mut y = TOP;
        for thread in self.threads() {
            let lane = Lane::of(self, thread, &scale);
            let Some(first) = lane.first() else { continue };
            let name = escaped(&text::thread(&first.init));
            let baseline = y + HEADING - 8.0;
            let _always = writeln!(
                body,
                "<text class=\"thread\" x=\"{MARGIN}\" y=\"{baseline:.1}\">{name}</text>"
            );
            lane.write(&mut body, y + HEADING, &scale);
            y += HEADING + lane.height() + 8.0;
        }
        let height = y + 8.0;
        let mut picture = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {WIDTH} {height:.0}\">\n<style>{STYLE}</style>\n<defs><pattern \
             id=\"wait\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect \
             width=\"2\" height=\"6\" fill=\"#7b8794\"/></pattern></defs>\n<rect width=\"100%\" \
             height=\"100%\" fill=\"#fff\"/>\n"
        );
        self.write_head(&mut picture);
        axis::write(&mut picture, &scale, y);
        picture.push_str(&body);
        picture.push_str("</svg>\n");
        picture
    }

    fn write_head(&self, picture: &mut String) {
        let (count, threads) = (self.inits.len(), self.threads().len());
        let many = |count: usize| if count == 1 { "" } else { "s" };
        let mut title = format!(
            "{count} initialiser{} on {threads} thread{}, {} of work",
            many(count),
            many(threads),
            time(self.wall())
        );
        if self.left_out > 0 {
            let _always = write!(title, "; {} failed attempts are not shown", self.left_out);
        }
        let _always =
            writeln!(picture, "<text class=\"title\" x=\"{MARGIN}\" y=\"26\">{title}</text>");
        let legend = [
            ("class=\"own\"", "itself", ""),
            ("class=\"made\"", "what it asked for", ""),
            (
                "fill=\"url(#wait)\" stroke=\"#7b8794\" stroke-width=\".6\"",
                "waiting for another thread",
                "",
            ),
            ("class=\"own\"", "failed", "failed"),
            ("class=\"frame\"", "over its budget", "over"),
        ];
        let mut x = MARGIN;
        for (look, words, class) in legend {
            let _always = writeln!(
                picture,
                "<g class=\"{class}\"><rect {look} x=\"{x:.1}\" y=\"38\" width=\"12\" \
                 height=\"12\"/></g><text class=\"quiet\" x=\"{:.1}\" y=\"48\">{words}</text>",
                x + 17.0
            );
            x += 38.0 + width(words);
        }
    }
}

/// From times to places.
struct Scale {
    start: Duration,
    length: Duration,
}

impl Scale {
    fn of(timeline: &Timeline) -> Self {
        let start = timeline.inits.first().map_or(Duration::ZERO, |it| it.init.began);
        let end = timeline.inits.iter().map(super::TimelineInit::end).max().unwrap_or(start);
        // Without any time there would be nothing to divide by.
        let length = end.saturating_sub(start).max(Duration::from_nanos(1));
        Scale { start, length }
    }

    fn x(&self, at: Duration) -> f64 {
        let part = at.saturating_sub(self.start).as_secs_f64() / self.length.as_secs_f64();
        MARGIN + part * (WIDTH - 2.0 * MARGIN)
    }
}

/// How wide a text may be.
fn width(text: &str) -> f64 {
    text.chars().map(|_| CHARACTER).sum()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML has no way to write most of them.
            control if control.is_control() && control != '\n' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_is_escaped() {
        assert_eq!(escaped("Pool<&'a \"b\">\u{1}"), "Pool&lt;&amp;'a &quot;b&quot;&gt; ");
    }
}
