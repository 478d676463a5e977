//! Bound parameters in SQL text, as SQLAlchemy's `text()` and the drivers write them. Each becomes `$0`, a value that
//! is not known; escapes are undone.

use crate::source::Span;
use crate::sql::scan::{Kind, tokens};

/// How a text marks its parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parameters {
    /// The text is sent as it is.
    #[default]
    None,
    /// `:name`, with `\:` for a colon (SQLAlchemy `text()`, so also Alembic's `op.execute(str)`).
    Colon,
    /// `%(name)s` and `%s`, with `%%` for a percent sign (psycopg, with arguments).
    Percent,
}

impl Parameters {
    /// Returns a text with a value that is not known in the place of each of its parameters.
    #[must_use]
    pub fn filled(self, text: &str) -> String {
        Plain::new(text, self).text
    }

    /// Returns a text with `note` behind each of its parameters.
    #[must_use]
    pub fn marked(self, text: &str, note: &str) -> String {
        let find = match self {
            Self::None => return text.to_owned(),
            Self::Colon => colon_parameter,
            Self::Percent => percent_parameter,
        };
        let (mut marked, mut done) = (String::with_capacity(text.len()), 0);
        for (start, length) in found(text, &[], find) {
            marked.push_str(text.get(done..start + length).unwrap_or(""));
            marked.push_str(note);
            done = start + length;
        }
        marked.push_str(text.get(done..).unwrap_or(""));
        marked
    }
}

/// SQL text without parameter marks, and the way back to the original's offsets.
#[derive(Clone, Debug)]
pub(super) struct Plain {
    pub text: String,
    /// For each removed byte, the offset in `text` behind it.
    removed: Vec<usize>,
}

impl Plain {
    /// Replaces parameters by `$0`.
    pub(super) fn new(text: &str, parameters: Parameters) -> Self {
        match parameters {
            Parameters::None => Self { text: text.to_string(), removed: Vec::new() },
            Parameters::Colon => {
                let (plain, kept) = Self::unescape(text, "\\:");
                plain.replace(&kept, colon_parameter)
            }
            Parameters::Percent => {
                let (plain, kept) = Self::unescape(text, "%%");
                plain.replace(&kept, percent_parameter)
            }
        }
    }

    /// Returns the span in the original text.
    pub(super) fn original(&self, span: Span) -> Span {
        let shift = |at: u32| at as usize + self.removed.partition_point(|removed| *removed <= at as usize);
        Span::new(shift(span.start), shift(span.end))
    }

    /// Drops the first byte of each `escape`; returns where the second ones are.
    fn unescape(text: &str, escape: &str) -> (Self, Vec<usize>) {
        let mut plain = Self { text: String::with_capacity(text.len()), removed: Vec::new() };
        let mut rest = text;
        while let Some(found) = rest.find(escape) {
            plain.text.push_str(rest.get(..found).unwrap_or(""));
            plain.removed.push(plain.text.len());
            plain.text.push_str(escape.get(1..).unwrap_or(""));
            rest = rest.get(found + escape.len()..).unwrap_or("");
        }
        plain.text.push_str(rest);
        let kept = plain.removed.clone();
        (plain, kept)
    }

    fn replace(mut self, kept: &[usize], find: fn(&str) -> Option<usize>) -> Self {
        let mut out = String::with_capacity(self.text.len());
        let mut done = 0;
        for (start, length) in found(&self.text, kept, find) {
            out.push_str(self.text.get(done..start).unwrap_or(""));
            // `IN :names` stands for a list.
            let is_list = out.trim_end().to_ascii_lowercase().ends_with(" in") && length >= 4;
            out.push_str(&format!("{:>length$}", if is_list { "($0)" } else { "$0" }));
            done = start + length;
        }
        out.push_str(self.text.get(done..).unwrap_or(""));
        self.text = out;
        self
    }
}

/// Returns where parameters stand, and how long each is; at the offsets `kept` there is none.
fn found(text: &str, kept: &[usize], find: fn(&str) -> Option<usize>) -> Vec<(usize, usize)> {
    let (mut found, mut done) = (Vec::new(), 0);
    for token in tokens(text) {
        if token.kind != Kind::Symbol || token.start < done || kept.binary_search(&token.start).is_ok() {
            continue;
        }
        let before = text.get(..token.start).and_then(|text| text.chars().next_back());
        if before.is_some_and(|c| c == ':' || c == '\\' || (token.text == ":" && is_word(c))) {
            continue;
        }
        let Some(length) = text.get(token.start..).and_then(find) else { continue };
        found.push((token.start, length));
        done = token.start + length;
    }
    found
}

/// SQLAlchemy's `(?<![:\w\x5c]):(\w+)(?!:)` (sql/elements.py), the part behind the look-behind.
fn colon_parameter(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix(':')?;
    let length = name.find(|c| !is_word(c)).unwrap_or(name.len());
    let is_cast = name.get(length..).is_some_and(|after| after.starts_with(':'));
    (length > 0 && !is_cast).then_some(length + 1)
}

fn percent_parameter(rest: &str) -> Option<usize> {
    let mark = rest.strip_prefix('%')?;
    if mark.starts_with('s') {
        return Some(2);
    }
    let name = mark.strip_prefix('(')?;
    let end = name.find(')')?;
    name.get(end + 1..)?.starts_with('s').then_some(end + 4)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_are_parameters_unless_cast_slice_or_escaped() {
        let plain = Plain::new(r"SELECT :abc, x::int, a[1:n], b\:c, 'x :y \:z' WHERE d = :d", Parameters::Colon);
        assert_eq!(plain.text, "SELECT   $0, x::int, a[1:n], b:c, 'x :y :z' WHERE d = $0");
        let end = plain.text.len();
        assert_eq!(plain.original(Span::new(end - 2, end)), Span::new(end, end + 2));
    }

    #[test]
    fn a_note_stands_behind_each_parameter() {
        let noted = Parameters::Colon.marked(r"SELECT :abc, x::int, b\:c, ':y' LIMIT :n", "!");
        assert_eq!(noted, r"SELECT :abc!, x::int, b\:c, ':y' LIMIT :n!");
    }

    #[test]
    fn lists_have_brackets() {
        assert_eq!(Plain::new("SELECT 1 WHERE a IN :names", Parameters::Colon).text, "SELECT 1 WHERE a IN   ($0)");
    }

    #[test]
    fn percents_are_parameters_unless_doubled() {
        let plain = Plain::new("SELECT %(abc)s, 5 %% 2, %s", Parameters::Percent);
        assert_eq!(plain.text, "SELECT      $0, 5 % 2, $0");
    }
}
