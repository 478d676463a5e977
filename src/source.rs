//! A text limbeck has read, and places in it. Knows nothing of what the text means.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// One text that was read: a version file, a dump, a statement inside `op.execute`.
#[derive(Clone)]
pub struct Source(Arc<Inner>);

struct Inner {
    path: PathBuf,
    text: String,
    /// Where the lines begin, found when a line is first asked for.
    line_starts: OnceLock<Vec<u32>>,
}

/// A byte range in a [`Source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// Where something is written: a source and a span in it.
#[derive(Clone)]
pub struct Place {
    pub source: Source,
    pub span: Span,
}

impl Source {
    /// Keeps `text` under the path that messages name.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self(Arc::new(Inner { path: path.into(), text: text.into(), line_starts: OnceLock::new() }))
    }

    /// Returns the path the text was read from.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Returns the whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Returns the text of `span`, empty where the span does not fall on character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.0.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Returns the line and column of a byte offset, both counted from 1; the column counts characters.
    #[must_use]
    pub fn line_column(&self, at: u32) -> (u32, u32) {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= at).max(1);
        let start = starts[line - 1] as usize;
        let before = self.0.text.get(start..(at as usize).min(self.0.text.len())).unwrap_or("");
        (offset(line), offset(before.chars().count() + 1))
    }

    fn line_starts(&self) -> &[u32] {
        self.0.line_starts.get_or_init(|| {
            let newlines = self.0.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| offset(i + 1));
            std::iter::once(0).chain(newlines).collect()
        })
    }

    /// Returns the place of `span` in this source.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { source: self.clone(), span }
    }
}

impl Span {
    /// Returns the span from `start` to `end`, in bytes.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: offset(start), end: offset(end) }
    }

    /// Returns the span as a range of `usize`.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Place {
    /// Returns the line, counted from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.source.line_column(self.span.start).0
    }

    /// Returns the column in characters, counted from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.source.line_column(self.span.start).1
    }

    /// Returns the path of the source.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.source.path()
    }

    /// Returns the text the place covers.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.slice(self.span)
    }
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({})", self.path().display())
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path().display(), self.line(), self.column())
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span && self.path() == other.path()
    }
}

impl Eq for Place {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one() {
        let source = Source::new("a.py", "ä = 1\nb = 2\n");
        let place = source.place(Span::new(7, 8));
        assert_eq!((place.line(), place.column(), place.text()), (2, 1, "b"));
        assert_eq!(source.line_column(2), (1, 2));
        assert_eq!(source.line_column(9_999).0, 3);
    }
}
