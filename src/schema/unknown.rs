//! What could not be determined: why, where, and what it can have touched.

use crate::name::QualifiedName;
use crate::schema::{ObjectId, Value};
use crate::source::Place;
use std::sync::Arc;

/// A thing that reading could not determine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// Why, as a lower-case fragment.
    pub reason: Arc<str>,
    /// Where the reason is written, if anywhere.
    pub place: Option<Place>,
    /// Whether the server takes the statement, whatever it is.
    pub is_taken: bool,
    /// Whether only the name of what it touched is not known.
    pub is_of_name: bool,
    /// Whether only the types in an expression are not known.
    pub is_of_types: bool,
    /// Whether there is a value for certain, only not which.
    pub is_set: bool,
}

/// The part of a schema that an unknown can have touched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touched {
    /// One object, or one attribute's owner.
    Object(ObjectId),
    /// A table with its columns, constraints, indexes, triggers and policies.
    Table(QualifiedName),
    /// Anything at all.
    Everything,
}

impl Unknown {
    /// Returns an unknown for `reason`.
    #[must_use]
    pub fn new(reason: impl Into<Arc<str>>, place: Option<Place>) -> Self {
        Self { reason: reason.into(), place, is_taken: false, is_of_name: false, is_of_types: false, is_set: false }
    }

    /// Returns the same of a value that the server takes, whatever it is.
    #[must_use]
    pub fn taken(self) -> Self {
        Self { is_taken: true, ..self }
    }

    /// Returns the same of an object of which only the name is not known.
    #[must_use]
    pub fn of_name(self) -> Self {
        Self { is_of_name: true, ..self }
    }

    /// Returns the same of an expression in which only the types are not known.
    #[must_use]
    pub fn of_types(self) -> Self {
        Self { is_of_types: true, ..self }
    }

    /// Returns the same of a value that is there for certain.
    #[must_use]
    pub fn set(self) -> Self {
        Self { is_set: true, ..self }
    }

    /// Returns whether what is not known may be `value`.
    #[must_use]
    pub fn may_be(&self, value: &Value) -> bool {
        !(self.is_set && value.is_none())
    }
}
