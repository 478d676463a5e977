//! PostgreSQL's refusals by name, in its words (PostgreSQL 15). Not when they apply.

use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::{ObjectId, Refusal, SqlState, Table};

/// What an operation comes to: done, or refused.
pub(super) type Outcome<T = ()> = Result<T, Refusal>;

/// Refuses with `state` and `message` about `object`.
pub(super) fn refuse<T>(state: SqlState, message: impl Into<String>, object: ObjectId) -> Outcome<T> {
    Err(Refusal::new(state, message).about(object))
}

/// `relation "x" does not exist`
pub(super) fn no_relation(reference: &RelationRef, at: &QualifiedName) -> Refusal {
    Refusal::new(SqlState::UNDEFINED_TABLE, format!("relation \"{reference}\" does not exist"))
        .about(ObjectId::Table(at.clone()))
}

/// `schema "x" does not exist`
pub(super) fn no_schema(name: &Name) -> Refusal {
    Refusal::new(SqlState::INVALID_SCHEMA_NAME, format!("schema \"{name}\" does not exist"))
        .about(ObjectId::Schema(name.clone()))
}

/// `relation "x" already exists`
pub(super) fn relation_exists(name: &QualifiedName) -> Refusal {
    Refusal::new(SqlState::DUPLICATE_TABLE, format!("relation \"{}\" already exists", name.name))
        .about(ObjectId::Table(name.clone()))
}

/// `type "x" already exists`
pub(super) fn type_exists(name: &QualifiedName) -> Refusal {
    Refusal::new(SqlState::DUPLICATE_OBJECT, format!("type \"{}\" already exists", name.name))
        .about(ObjectId::Type(name.clone()))
}

/// `column "c" of relation "t" does not exist`
pub(super) fn no_column(table: &Table, column: &Name) -> Refusal {
    let message = format!("column \"{column}\" of relation \"{}\" does not exist", table.name.name);
    Refusal::new(SqlState::UNDEFINED_COLUMN, message).about(ObjectId::Column(table.name.clone(), column.clone()))
}

/// `column "c" of relation "t" already exists`
pub(super) fn column_exists(table: &Table, column: &Name) -> Refusal {
    let message = format!("column \"{column}\" of relation \"{}\" already exists", table.name.name);
    Refusal::new(SqlState::DUPLICATE_COLUMN, message).about(ObjectId::Column(table.name.clone(), column.clone()))
}

/// `constraint "k" of relation "t" does not exist`
pub(super) fn no_constraint(table: &Table, name: &Name) -> Refusal {
    let message = format!("constraint \"{name}\" of relation \"{}\" does not exist", table.name.name);
    Refusal::new(SqlState::UNDEFINED_OBJECT, message).about(ObjectId::Constraint(table.name.clone(), name.clone()))
}

/// `constraint "k" for relation "t" already exists`
pub(super) fn constraint_exists(table: &Table, name: &Name) -> Refusal {
    let message = format!("constraint \"{name}\" for relation \"{}\" already exists", table.name.name);
    Refusal::new(SqlState::DUPLICATE_OBJECT, message).about(ObjectId::Constraint(table.name.clone(), name.clone()))
}
