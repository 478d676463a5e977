//! The two unknowns, of the evaluator and of schemas: the same thing on two floors.

use crate::python;
use crate::schema::Unknown;

/// Returns the schema's unknown for the evaluator's.
#[must_use]
pub fn from_python(unknown: &python::Unknown) -> Unknown {
    Unknown::new(unknown.reason(), unknown.place().cloned())
}

/// Returns the evaluator's unknown for the schema's.
#[must_use]
pub fn to_python(unknown: &Unknown) -> python::Unknown {
    match &unknown.place {
        Some(place) => python::Unknown::new(&*unknown.reason, place),
        None => python::Unknown::anywhere(&*unknown.reason),
    }
}
