//! What was not known when a snapshot was taken. A place is written into the reason: the file it is in may be gone.

use super::object::Object;
use crate::schema::{Touched, Unknown};
use serde::{Deserialize, Serialize};

/// One thing that is not known; without an object it can have touched anything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Doubt {
    reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    object: Option<Object>,
    /// The table with everything that is part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    whole_table: Option<super::name::Qualified>,
}

impl Doubt {
    pub(super) fn of(touched: &Touched, unknown: &Unknown) -> Self {
        let mut own = Self { reason: reason(unknown), object: None, whole_table: None };
        match touched {
            Touched::Object(object) => own.object = Some(Object::of(object)),
            Touched::Table(table) => own.whole_table = Some(super::name::Qualified(table.clone())),
            Touched::Everything => {}
        }
        own
    }

    pub(super) fn into_unknown(self) -> Result<(Touched, Unknown), String> {
        let touched = match (self.object, self.whole_table) {
            (Some(object), None) => Touched::Object(object.into_id()?),
            (None, Some(table)) => Touched::Table(table.0),
            (None, None) => Touched::Everything,
            _ => return Err("what is unknown has touched an `object` or a `whole-table`, not both".to_string()),
        };
        Ok((touched, unknown(&self.reason)))
    }
}

/// Returns the reason with its place.
pub(super) fn reason(unknown: &Unknown) -> String {
    match &unknown.place {
        Some(place) => format!("{} ({place})", unknown.reason),
        None => unknown.reason.to_string(),
    }
}

/// Returns the unknown for a reason.
pub(super) fn unknown(reason: &str) -> Unknown {
    Unknown::new(reason, None)
}
