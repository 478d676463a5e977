//! The answer of `diff` as JSON spells it.

use super::FindingReport;
use crate::schema::{Difference, ObjectId, Unknown, Value};
use serde::Serialize;

/// The answer of `diff`.
#[derive(Clone, Debug, Serialize)]
pub struct DiffReport {
    pub at: Vec<String>,
    /// Revisions of independent branches that the database shows, which come along.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alongside: Vec<String>,
    pub differences: Vec<DifferenceReport>,
    pub unknown: Vec<ObjectUnknownReport>,
    pub findings: Vec<FindingReport>,
}

/// One difference.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceReport {
    pub object: String,
    pub change: &'static str,
    pub attribute: Option<String>,
    pub expected: Option<String>,
    pub actual: Option<String>,
}

/// An object of which not everything is known.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectUnknownReport {
    pub object: String,
    pub revision: Option<String>,
    pub path: Option<String>,
    pub line: Option<u32>,
    pub reason: String,
}

impl From<&Difference> for DifferenceReport {
    fn from(difference: &Difference) -> Self {
        let text = |value: &Option<Value>| value.as_ref().map(ToString::to_string);
        Self {
            object: difference.object.to_string(),
            change: difference.kind.as_str(),
            attribute: difference.attribute.as_ref().map(ToString::to_string),
            expected: text(&difference.expected),
            actual: text(&difference.actual),
        }
    }
}

impl ObjectUnknownReport {
    /// Returns the report of an unknown and the revision it comes from.
    #[must_use]
    pub fn new(object: &ObjectId, unknown: &Unknown, revision: Option<String>) -> Self {
        Self {
            object: object.to_string(),
            revision,
            path: unknown.place.as_ref().map(|place| place.path().display().to_string()),
            line: unknown.place.as_ref().map(crate::source::Place::line),
            reason: unknown.reason.to_string(),
        }
    }
}
