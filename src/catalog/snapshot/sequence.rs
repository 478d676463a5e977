//! A sequence in a snapshot.

use super::name::{Qualified, is_default};
use super::type_text::TypeText;
use crate::name::Name;
use crate::schema::Sequence;
use serde::{Deserialize, Serialize};

/// A sequence; what is not written is PostgreSQL's default for its type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct SequenceText {
    name: Qualified,
    #[serde(rename = "type")]
    data_type: TypeText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    increment: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minimum: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    maximum: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cache: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    cycle: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owned_by: Option<Owner>,
    #[serde(default, skip_serializing_if = "is_default")]
    identity: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Owner {
    table: Qualified,
    column: String,
}

impl SequenceText {
    pub(super) fn of(own: &Sequence) -> Self {
        let usual = Sequence::new(own.name.clone(), own.data_type.clone());
        let unless = |value: i64, usual: i64| (value != usual).then_some(value);
        Self {
            name: Qualified(own.name.clone()),
            data_type: TypeText(own.data_type.clone()),
            start: unless(own.start, usual.start),
            increment: unless(own.increment, usual.increment),
            minimum: unless(own.minimum, usual.minimum),
            maximum: unless(own.maximum, usual.maximum),
            cache: unless(own.cache, usual.cache),
            cycle: own.cycle,
            owned_by: own
                .owned_by
                .as_ref()
                .map(|(table, column)| Owner { table: Qualified(table.clone()), column: column.as_str().to_string() }),
            identity: own.identity,
            comment: own.comment.clone(),
        }
    }

    pub(super) fn into_sequence(self) -> Sequence {
        let usual = Sequence::new(self.name.0, self.data_type.0);
        Sequence {
            start: self.start.unwrap_or(usual.start),
            increment: self.increment.unwrap_or(usual.increment),
            minimum: self.minimum.unwrap_or(usual.minimum),
            maximum: self.maximum.unwrap_or(usual.maximum),
            cache: self.cache.unwrap_or(usual.cache),
            cycle: self.cycle,
            owned_by: self.owned_by.map(|own| (own.table.0, Name::verbatim(&own.column))),
            identity: self.identity,
            comment: self.comment,
            ..usual
        }
    }
}
