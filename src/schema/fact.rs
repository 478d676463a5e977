//! A schema as facts: one comparable value for each attribute of each object. Comparing, timelines and evidence all
//! work on facts, so that an attribute exists for all of them or for none.

use crate::schema::{Attribute, ObjectId, Unknown};
use std::fmt;

/// What one attribute of one object is.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub object: ObjectId,
    pub attribute: Attribute,
    pub value: Value,
}

/// The value of a fact. Two known values are the same if and only if their texts are.
#[derive(Clone, Debug)]
pub enum Value {
    Known(String),
    /// Known by its words: a value of the same words is the same, one of other words may be, too.
    Worded(String, Unknown),
    Unknown(Unknown),
}

/// What an operation did to one attribute: `before` and `after` are `None` where the object is not there.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Set {
        object: ObjectId,
        attribute: Attribute,
        before: Option<Value>,
        after: Option<Value>,
    },
    /// The object kept its identity; what is inside it (columns of a table, …) moved along.
    Renamed {
        from: ObjectId,
        to: ObjectId,
    },
    /// Something that nobody knows may have happened to what it touched.
    Unknown {
        touched: crate::schema::Touched,
        unknown: Unknown,
    },
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown(left), Self::Unknown(right)) => left == right,
            _ => self.text().is_some() && self.text() == other.text(),
        }
    }
}

impl Eq for Value {}

impl Value {
    /// Returns a known value.
    #[must_use]
    pub fn known(text: impl Into<String>) -> Self {
        Self::Known(text.into())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(text) | Self::Worded(text, _) => f.write_str(text),
            Self::Unknown(unknown) => write!(f, "unknown ({})", unknown.reason),
        }
    }
}
