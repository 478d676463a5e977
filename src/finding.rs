//! What limbeck noticed: a code, a sentence, a place, and what to do. Findings are values; they never end a run.

mod code;

pub use code::{ALL_CODES, Code};

use crate::source::Place;
use std::fmt;
use std::path::PathBuf;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; changes no verdict.
    Note,
    /// Will hurt one day, or rests on an assumption.
    Warning,
    /// Wrong now.
    Error,
}

/// One thing that was noticed.
#[derive(Clone, Debug)]
pub struct Finding {
    pub code: Code,
    pub severity: Severity,
    /// A lower-case fragment; names in backticks.
    pub message: String,
    /// What to do, or what would make the finding wrong; may be empty.
    pub help: String,
    /// The revision it is about.
    pub revision: Option<String>,
    /// Where it is written, with the span to underline.
    pub place: Option<Place>,
    /// The file it is about, where no place in it can be given (a file that is not text).
    pub path: Option<PathBuf>,
}

impl Finding {
    /// Returns a finding without help, revision or place.
    #[must_use]
    pub fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        Self { code, severity, message: message.into(), help: String::new(), revision: None, place: None, path: None }
    }

    /// Returns the finding with the next step to take.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Returns the finding with the revision it is about.
    #[must_use]
    pub fn revision(mut self, revision: impl Into<String>) -> Self {
        self.revision = Some(revision.into());
        self
    }

    /// Returns the finding with the place to show.
    #[must_use]
    pub fn place(mut self, place: Place) -> Self {
        self.path = Some(place.path().to_path_buf());
        self.place = Some(place);
        self
    }

    /// Returns the finding with the file it is about.
    #[must_use]
    pub fn path(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }
}

impl Severity {
    /// Returns the word used in text and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Returns a text as a word for a POSIX shell, for the commands that a help text says to type.
#[must_use]
pub fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | ':' | '=' | ',' | '+' | '@');
    if !text.is_empty() && text.chars().all(plain) {
        text.to_string()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_a_shell() {
        assert_eq!(shell_word("a/b.ini"), "a/b.ini");
        assert_eq!(shell_word("it's $HOME"), "'it'\\''s $HOME'");
        assert_eq!(shell_word(""), "''");
    }
}
