//! Why a construct has no DDL: Python raises before anything is sent, or reading could not determine it.

use crate::schema::Unknown;

/// What stops a construct from becoming an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// A Python exception of this class is raised before anything is sent.
    Raises { class: &'static str, message: String },
    /// It could not be determined.
    Unknown(Unknown),
}

impl Failure {
    /// Returns the failure in which Python raises `class`.
    #[must_use]
    pub fn raises(class: &'static str, message: impl Into<String>) -> Self {
        Self::Raises { class, message: message.into() }
    }

    /// Returns the failure as something that is not known, whatever it is.
    #[must_use]
    pub fn into_unknown(self) -> Unknown {
        match self {
            Self::Raises { class, message } => Unknown::new(format!("{class}: {message}"), None),
            Self::Unknown(unknown) => unknown,
        }
    }
}

impl From<Unknown> for Failure {
    fn from(unknown: Unknown) -> Self {
        Self::Unknown(unknown)
    }
}
