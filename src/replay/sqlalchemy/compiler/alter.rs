//! What Alembic writes by itself: ALTER TABLE, RENAME, comments, DROP (`ddl/base.py`, `ddl/postgresql.py`, 1.20.1).

use super::column::{checks, specification};
use super::constraint::{deferrability, references};
use super::{Ddl, identifier, relation};
use crate::name::{Name, quote_literal};
use crate::operation::{Behavior, IfExists, IfNotExists, ObjectRef, Operation, RelationRef};
use crate::replay::sqlalchemy::column::{Column, Serial};
use crate::replay::sqlalchemy::constraint::{Constraint, ConstraintKind};
use crate::replay::sqlalchemy::naming::Conventions;
use crate::replay::sqlalchemy::table::Table;

/// What `op.add_column` writes into its statement.
#[derive(Clone, Debug)]
pub struct Addition<'a> {
    /// The table that SQLAlchemy makes of the one column.
    pub owner: &'a Table,
    pub conventions: &'a Conventions,
    pub serial: Serial,
    pub existing: IfNotExists,
    pub inline_primary_key: bool,
    /// The reference that stands in the column.
    pub inline_reference: Option<&'a Constraint>,
}

/// Returns `ADD COLUMN`.
#[must_use]
pub fn add_column(column: &Column, about: &Addition<'_>) -> String {
    let skip = if about.existing == IfNotExists::Skip { "IF NOT EXISTS " } else { "" };
    let own = specification(column, about.serial, about.owner);
    let mut text = format!("ADD COLUMN {skip}{own}");
    if about.inline_primary_key && column.primary_key {
        text.push_str(" PRIMARY KEY");
    }
    if let Some(reference) = about.inline_reference
        && let ConstraintKind::ForeignKey(key) = &reference.kind
    {
        text.push_str(&format!("{}{}", references(key), deferrability(reference)));
    }
    text + &checks(column, about.owner, about.conventions)
}

/// Returns `COMMENT ON`, of a table or of its column.
#[must_use]
pub fn comment(table: &RelationRef, column: Option<Name>, text: Option<String>) -> Ddl {
    let says = text.as_deref().map_or_else(|| "NULL".to_string(), quote_literal);
    let (object, name) = match column {
        Some(column) => {
            let name = format!("COLUMN {}.{}", relation(table), identifier(column.as_str()));
            (ObjectRef::Column(table.clone(), column), name)
        }
        None => (ObjectRef::Table(table.clone()), format!("TABLE {}", relation(table))),
    };
    Ddl::new(Operation::Comment { object, text }, format!("COMMENT ON {name} IS {says}"))
}

/// Returns `DROP` of an object; `kind` says of what kind.
#[must_use]
pub fn drop(kind: &str, name: RelationRef, object: fn(RelationRef) -> ObjectRef, missing: IfExists) -> Ddl {
    let skip = if missing == IfExists::Skip { "IF EXISTS " } else { "" };
    let sql = format!("DROP {kind} {skip}{}", relation(&name));
    Ddl::new(Operation::Drop { objects: vec![object(name)], missing, behavior: Behavior::Restrict }, sql)
}
