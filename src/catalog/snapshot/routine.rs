//! A routine in a snapshot, and an object that is kept by name and text.

use super::expression::{ExpressionText, Stands};
use super::name::Qualified;
use super::type_text::TypeText;
use crate::schema::{Other, Routine, RoutineKind};
use serde::{Deserialize, Serialize};

/// A function, procedure or aggregate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RoutineText {
    name: Qualified,
    #[serde(with = "Kind")]
    kind: RoutineKind,
    arguments: Vec<TypeText>,
    signature: String,
    body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "RoutineKind", rename_all = "kebab-case")]
enum Kind {
    Function,
    Procedure,
    Aggregate,
}

/// An object of any other kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct OtherText {
    kind: String,
    name: Qualified,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    table: Option<Qualified>,
    definition: ExpressionText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

impl RoutineText {
    pub(super) fn of(own: &Routine) -> Self {
        Self {
            name: Qualified(own.name.clone()),
            kind: own.kind,
            arguments: own.arguments.iter().cloned().map(TypeText).collect(),
            signature: own.signature.clone(),
            body: own.body.clone(),
            comment: own.comment.clone(),
        }
    }

    pub(super) fn into_routine(self) -> Routine {
        Routine {
            name: self.name.0,
            kind: self.kind,
            arguments: self.arguments.into_iter().map(|own| own.0).collect(),
            signature: self.signature,
            body: self.body,
            comment: self.comment,
        }
    }
}

impl OtherText {
    pub(super) fn of(own: &Other) -> Self {
        Self {
            kind: own.kind.clone(),
            name: Qualified(own.name.clone()),
            table: own.table.clone().map(Qualified),
            definition: ExpressionText::of(&own.definition, Stands::Definition),
            comment: own.comment.clone(),
        }
    }

    pub(super) fn into_other(self) -> Other {
        Other {
            kind: self.kind,
            name: self.name.0,
            table: self.table.map(|own| own.0),
            definition: self.definition.expression(Stands::Definition),
            comment: self.comment,
        }
    }
}
