//! Why limbeck cannot go on. What it noticed on the way is a [`crate::finding::Finding`].

use crate::finding::Code;
use crate::source::Place;
use std::fmt;

/// The end of a run: what happened, where, and the next thing to type.
#[derive(Clone, Debug, thiserror::Error)]
pub struct Error {
    pub code: Code,
    pub message: String,
    pub help: String,
    pub place: Option<Box<Place>>,
}

/// What a function that can fail returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Returns an error with a lower-case message and the next step to take.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into(), place: None }
    }

    /// Returns the same error with the place it is about.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
