//! A schema as facts: one comparable value for each attribute of each object. Comparing, timelines and evidence all
//! work on facts, so that an attribute exists for all of them or for none.

use crate::schema::wording::surely_differ;
use crate::schema::{Attribute, Expression, ObjectId, Unknown};
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

    /// Returns the value of an attribute that its object does not have: no default, no comment.
    #[must_use]
    pub fn none() -> Self {
        Self::known("")
    }

    /// Returns whether the object is there but does not have the attribute.
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Known(text) if text.is_empty())
    }

    /// Returns the text of a value, unless it is unknown.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Known(text) | Self::Worded(text, _) => Some(text),
            Self::Unknown(_) => None,
        }
    }

    /// Returns why another value that differs from this one may still be the same.
    #[must_use]
    pub fn doubt(&self) -> Option<&Unknown> {
        match self {
            Self::Known(_) => None,
            Self::Worded(_, unknown) | Self::Unknown(unknown) => Some(unknown),
        }
    }

    /// Returns why this value, which differs from `other`, may still be the same.
    #[must_use]
    pub fn doubt_beside<'a>(&'a self, other: &'a Self) -> Option<&'a Unknown> {
        match (self, other) {
            (Self::Unknown(unknown), value) | (value, Self::Unknown(unknown)) => {
                Some(unknown).filter(|own| own.may_be(value))
            }
            _ if self == other || self.is_none() || other.is_none() => None,
            _ => {
                let doubts = || [self.doubt(), other.doubt()].into_iter().flatten();
                let is_of_types = doubts().all(|own| own.is_of_types);
                let differ = |(a, b)| is_of_types && surely_differ(a, b);
                doubts().next().filter(|_| !self.text().zip(other.text()).is_some_and(differ))
            }
        }
    }

    /// Returns the value of a text that is made of expressions.
    pub(super) fn of_parts<'a>(text: String, expressions: impl Iterator<Item = &'a Expression>) -> Self {
        let mut doubt = None;
        for own in expressions {
            if let Some(unknown) = own.as_unknown() {
                return Self::Unknown(unknown.clone());
            }
            // What rests on more than types weighs more.
            doubt = doubt.filter(|first: &&Unknown| !first.is_of_types).or(own.doubt()).or(doubt);
        }
        match doubt {
            Some(unknown) => Self::Worded(text, unknown.clone()),
            None => Self::Known(text),
        }
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
