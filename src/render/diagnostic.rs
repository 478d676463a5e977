//! Findings and errors for the terminal, with their line of source. The one home of miette.

use crate::error::Error;
use crate::finding::{Finding, Severity};
use crate::source::{Place, Source};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, MietteError};
use miette::{MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::fmt;
use std::ops::Range;

/// The width of a line of prose.
const WIDTH: usize = 110;

/// A line with more bytes than this is not shown as a whole, and stands alone.
const LONGEST_LINE: usize = 400;

/// How many characters of such a line are shown on either side of what is underlined.
const AROUND: usize = 30;

/// Whether diagnostics are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    Plain,
    Coloured,
}

/// Returns a finding with its place, over several lines.
#[must_use]
pub fn finding(finding: &Finding, paint: Paint) -> String {
    let note = finding.path.as_ref().filter(|_| finding.place.is_none()).map(|path| path.display().to_string());
    let message = match note {
        Some(path) if !finding.message.contains(&path) => format!("{path}: {}", finding.message),
        _ => finding.message.clone(),
    };
    render(finding.severity, finding.code.as_str(), message, &finding.help, finding.place.as_ref(), paint)
}

/// Returns an error with its place, over several lines.
#[must_use]
pub fn error(error: &Error, paint: Paint) -> String {
    let place = error.place.as_deref();
    render(Severity::Error, error.code.as_str(), error.message.clone(), &error.help, place, paint)
}

fn render(severity: Severity, code: &str, message: String, help: &str, place: Option<&Place>, paint: Paint) -> String {
    let mut diagnostic = MietteDiagnostic::new(message).with_code(code).with_severity(match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Note => miette::Severity::Advice,
    });
    if !help.is_empty() {
        diagnostic = diagnostic.with_help(help);
    }
    if let Some(place) = place {
        diagnostic = diagnostic.with_label(LabeledSpan::underline(shown_span(place)));
    }
    let report = Located { diagnostic, source: place.map(|place| Text(place.source.clone())) };
    let theme = match paint {
        Paint::Plain => GraphicalTheme::unicode_nocolor(),
        Paint::Coloured => GraphicalTheme::unicode(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(WIDTH)
        .with_wrap_lines(false)
        .without_syntax_highlighting();
    let mut text = String::new();
    match handler.render_report(&mut text, &report) {
        Ok(()) => text,
        Err(fmt::Error) => format!("{severity}[{code}]: {}\n", report.diagnostic.message),
    }
}

/// Returns what to underline: the first line of the span, something where it is empty.
fn shown_span(place: &Place) -> SourceSpan {
    let text = place.source.text();
    let start = (place.span.start as usize).min(text.len());
    let end = (place.span.end as usize).clamp(start, text.len());
    let first_line = text.get(start..end).and_then(|covered| covered.lines().next()).map_or(0, str::len);
    SourceSpan::new(start.into(), first_line)
}

/// A source for miette, without a copy of its text.
#[derive(Debug)]
struct Text(Source);

impl SourceCode for Text {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let mut contents = self.0.text().read_span(span, before, after)?;
        let name = self.0.path().display().to_string();
        if contents.data().split(|byte| *byte == b'\n').any(|line| line.len() > LONGEST_LINE) {
            let label = self.0.text().read_span(span, 0, 0)?;
            let window = self.window(span);
            let data = self.0.text().get(window.clone()).unwrap_or_default().as_bytes();
            let span = SourceSpan::new(window.start.into(), data.len());
            contents = Box::new(MietteSpanContents::new(data, span, label.line(), label.column(), 1));
        }
        Ok(Box::new(MietteSpanContents::new_named(
            name,
            contents.data(),
            *contents.span(),
            contents.line(),
            contents.column(),
            contents.line_count(),
        )))
    }
}

impl Text {
    /// Returns the part of a very long line that is shown: what is underlined, and a little around it.
    fn window(&self, span: &SourceSpan) -> Range<usize> {
        let text = self.0.text();
        let (before, after) = text.split_at_checked(span.offset()).unwrap_or((text, ""));
        let start = before.char_indices().rev().take(AROUND).take_while(|(_, c)| *c != '\n').last();
        let end = after.char_indices().take(span.len() + AROUND).find(|(_, c)| *c == '\n');
        let end = end.map_or_else(|| after.chars().take(span.len() + AROUND).map(char::len_utf8).sum(), |(at, _)| at);
        start.map_or(before.len(), |(at, _)| at)..before.len() + end
    }
}

#[derive(Debug)]
struct Located {
    diagnostic: MietteDiagnostic,
    source: Option<Text>,
}

impl fmt::Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.diagnostic.fmt(f)
    }
}

impl std::error::Error for Located {}

impl Diagnostic for Located {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.diagnostic.code()
    }

    fn severity(&self) -> Option<miette::Severity> {
        self.diagnostic.severity()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.diagnostic.help()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.diagnostic.labels()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::source::Span;

    #[test]
    fn shows_code_message_line_and_help() {
        let source = Source::new("v/a.py", "x = 1\ndown_revision = f()\n");
        let place = source.place(Span::new(22, 25));
        let finding =
            Finding::new(Code::COMPUTED_DOWN_REVISION, Severity::Error, "not known").help("write it").place(place);
        let text = super::finding(&finding, Paint::Plain);
        for part in ["computed-down-revision", "not known", "v/a.py:2:17", "down_revision = f()", "write it"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn shows_only_a_part_of_a_very_long_line() {
        let source = Source::new("a.py", format!("a = 1\nx = {}!{}\nb = 2\n", "é".repeat(50_000), "[".repeat(50_000)));
        let at = source.text().find('!').expect("it is there");
        let text = super::finding(
            &Finding::new(Code::USAGE, Severity::Note, "m").place(source.place(Span::new(at, at + 1))),
            Paint::Plain,
        );
        assert!(text.lines().all(|line| line.chars().count() < 120), "{text}");
        assert!(text.contains("a.py:2:") && text.contains("é![") && text.contains(" 2 │"), "{text}");
    }

    #[test]
    fn survives_spans_that_lie() {
        let source = Source::new("a.py", "ä");
        for span in [Span::new(1, 99), Span::new(50, 60), Span::new(9, 2), Span::new(0, 0)] {
            let finding = Finding::new(Code::USAGE, Severity::Note, "m").place(source.place(span));
            assert!(super::finding(&finding, Paint::Coloured).contains('m'));
        }
    }
}
