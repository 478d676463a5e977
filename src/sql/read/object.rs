//! How statements name an object: its kind, its name, and what it is on. Shared by DROP, COMMENT ON and ALTER.

use crate::operation::{ObjectRef, RelationRef};
use crate::sql::read::cursor::Cursor;

/// A kind of object, as its words say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::sql) enum Kind {
    Schema,
    Extension,
    Type,
    Domain,
    Table,
    View,
    MaterializedView,
    Index,
    Sequence,
    Routine,
    Trigger,
    Policy,
    /// `CONSTRAINT name ON table`, only commented on.
    Constraint,
    Column,
    /// Kept by name: in a schema.
    Other(&'static str),
    /// Kept by name: on a table.
    OtherOnTable(&'static str),
    /// Roles, databases, foreign servers: no part of a schema.
    Foreign,
}

/// In the order in which they are tried: longer words first.
const KINDS: &[(&str, Kind)] = &[
    ("access method", Kind::Foreign),
    ("aggregate", Kind::Routine),
    ("cast", Kind::Foreign),
    ("collation", Kind::Other("collation")),
    ("column", Kind::Column),
    ("constraint", Kind::Constraint),
    ("conversion", Kind::Other("conversion")),
    ("database", Kind::Foreign),
    ("domain", Kind::Domain),
    ("event trigger", Kind::Other("event trigger")),
    ("extension", Kind::Extension),
    ("foreign data wrapper", Kind::Foreign),
    ("foreign table", Kind::Table),
    ("function", Kind::Routine),
    ("group", Kind::Foreign),
    ("index", Kind::Index),
    ("language", Kind::Foreign),
    ("large object", Kind::Foreign),
    ("materialized view", Kind::MaterializedView),
    ("operator class", Kind::Foreign),
    ("operator family", Kind::Foreign),
    ("operator", Kind::Foreign),
    ("owned", Kind::Foreign),
    ("policy", Kind::Policy),
    ("procedural language", Kind::Foreign),
    ("procedure", Kind::Routine),
    ("publication", Kind::Foreign),
    ("role", Kind::Foreign),
    ("routine", Kind::Routine),
    ("rule", Kind::OtherOnTable("rule")),
    ("schema", Kind::Schema),
    ("sequence", Kind::Sequence),
    ("server", Kind::Foreign),
    ("statistics", Kind::Other("statistics")),
    ("subscription", Kind::Foreign),
    ("table", Kind::Table),
    ("tablespace", Kind::Foreign),
    ("text search configuration", Kind::Other("text search configuration")),
    ("text search dictionary", Kind::Other("text search dictionary")),
    ("text search parser", Kind::Other("text search parser")),
    ("text search template", Kind::Other("text search template")),
    ("transform", Kind::Foreign),
    ("trigger", Kind::Trigger),
    ("type", Kind::Type),
    ("user mapping", Kind::Foreign),
    ("user", Kind::Foreign),
    ("view", Kind::View),
];

/// Takes the words of a kind.
pub(in crate::sql) fn kind(cursor: &mut Cursor<'_>) -> Option<Kind> {
    KINDS.iter().find(|(words, _)| cursor.take(words)).map(|(_, kind)| *kind)
}

/// Takes the name of an object of this kind.
pub(in crate::sql) fn object(kind: Kind, cursor: &mut Cursor<'_>) -> Option<ObjectRef> {
    Some(match kind {
        Kind::Schema => ObjectRef::Schema(cursor.name()?),
        Kind::Extension => ObjectRef::Extension(cursor.name()?),
        Kind::Type => ObjectRef::Type(cursor.relation()?),
        Kind::Domain => ObjectRef::Domain(cursor.relation()?),
        Kind::Table => {
            cursor.take("only");
            let table = cursor.relation()?;
            cursor.take_symbol("*");
            ObjectRef::Table(table)
        }
        Kind::View => ObjectRef::View(cursor.relation()?),
        Kind::MaterializedView => ObjectRef::MaterializedView(cursor.relation()?),
        Kind::Index => ObjectRef::Index(cursor.relation()?),
        Kind::Sequence => ObjectRef::Sequence(cursor.relation()?),
        Kind::Routine => {
            let name = cursor.relation()?;
            ObjectRef::Routine(name, cursor.arguments()?)
        }
        Kind::Column => {
            let mut names = cursor.names()?;
            let column = names.pop()?;
            ObjectRef::Column(crate::sql::names::relation_of(names)?, column)
        }
        Kind::Trigger => {
            let name = cursor.name()?;
            ObjectRef::Trigger(on(cursor)?, name)
        }
        Kind::Policy => {
            let name = cursor.name()?;
            ObjectRef::Policy(on(cursor)?, name)
        }
        Kind::Constraint => {
            let name = cursor.name()?;
            if cursor.take("on domain") {
                ObjectRef::DomainConstraint(cursor.relation()?, name)
            } else {
                ObjectRef::Constraint(on(cursor)?, name)
            }
        }
        Kind::Other(words) => ObjectRef::Other(words.to_string(), cursor.relation()?),
        // A rule's name is its own only on its table; it lives where the table lives.
        Kind::OtherOnTable(words) => {
            let name = cursor.name()?;
            let table = on(cursor)?;
            ObjectRef::Other(words.to_string(), RelationRef { schema: table.schema, name })
        }
        Kind::Foreign => return None,
    })
}

fn on(cursor: &mut Cursor<'_>) -> Option<RelationRef> {
    if cursor.take("on") { cursor.relation() } else { None }
}
