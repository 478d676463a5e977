//! What an object is called in a snapshot's list of doubts.

use super::name::Qualified;
use crate::name::Name;
use crate::schema::ObjectId;
use serde::{Deserialize, Serialize};

/// A kind and a name: `name` for schemas and extensions, else `in` with its schema, and `name` of what is inside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Object {
    kind: Kind,
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    within: Option<Qualified>,
    /// The name, the types of a function's arguments, or the words of another kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Schema,
    Extension,
    Type,
    Sequence,
    Table,
    Column,
    Constraint,
    Index,
    View,
    Function,
    Trigger,
    Policy,
    Other,
}

impl Object {
    pub(super) fn of(id: &ObjectId) -> Self {
        let alone = |kind, name: &Name| Self { kind, within: None, name: Some(name.as_str().to_string()) };
        let whole =
            |kind, name: &crate::name::QualifiedName| Self { kind, within: Some(Qualified(name.clone())), name: None };
        let inside = |kind, name: &crate::name::QualifiedName, inner: &str| Self {
            kind,
            within: Some(Qualified(name.clone())),
            name: Some(inner.to_string()),
        };
        match id {
            ObjectId::Schema(name) => alone(Kind::Schema, name),
            ObjectId::Extension(name) => alone(Kind::Extension, name),
            ObjectId::Type(name) => whole(Kind::Type, name),
            ObjectId::Sequence(name) => whole(Kind::Sequence, name),
            ObjectId::Table(name) => whole(Kind::Table, name),
            ObjectId::Index(name) => whole(Kind::Index, name),
            ObjectId::View(name) => whole(Kind::View, name),
            ObjectId::Column(table, name) => inside(Kind::Column, table, name.as_str()),
            ObjectId::Constraint(table, name) => inside(Kind::Constraint, table, name.as_str()),
            ObjectId::Trigger(table, name) => inside(Kind::Trigger, table, name.as_str()),
            ObjectId::Policy(table, name) => inside(Kind::Policy, table, name.as_str()),
            ObjectId::Function(name, arguments) => inside(Kind::Function, name, arguments),
            ObjectId::Other(kind, name) => inside(Kind::Other, name, kind),
        }
    }

    pub(super) fn into_id(self) -> Result<ObjectId, String> {
        let name = || self.name.as_deref().map(Name::verbatim);
        let id = match (self.kind, self.within) {
            (Kind::Schema, None) => name().map(ObjectId::Schema),
            (Kind::Extension, None) => name().map(ObjectId::Extension),
            (Kind::Type, Some(own)) => Some(ObjectId::Type(own.0)),
            (Kind::Sequence, Some(own)) => Some(ObjectId::Sequence(own.0)),
            (Kind::Table, Some(own)) => Some(ObjectId::Table(own.0)),
            (Kind::Index, Some(own)) => Some(ObjectId::Index(own.0)),
            (Kind::View, Some(own)) => Some(ObjectId::View(own.0)),
            (Kind::Column, Some(own)) => name().map(|name| ObjectId::Column(own.0, name)),
            (Kind::Constraint, Some(own)) => name().map(|name| ObjectId::Constraint(own.0, name)),
            (Kind::Trigger, Some(own)) => name().map(|name| ObjectId::Trigger(own.0, name)),
            (Kind::Policy, Some(own)) => name().map(|name| ObjectId::Policy(own.0, name)),
            (Kind::Function, Some(own)) => Some(ObjectId::Function(own.0, self.name.clone().unwrap_or_default())),
            (Kind::Other, Some(own)) => self.name.clone().map(|kind| ObjectId::Other(kind, own.0)),
            _ => None,
        };
        id.ok_or_else(|| format!("an object of kind {:?} needs other names", self.kind))
    }
}
