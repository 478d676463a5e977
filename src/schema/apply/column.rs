//! Columns as CREATE TABLE and ADD COLUMN make them (PostgreSQL 15, `parse_utilcmd.c`: transformColumnDefinition).

use super::edit::Edit;
use super::sequence;
use crate::name::{Name, QualifiedName};
use crate::operation::{ColumnDefinition, ConstraintDefinitionKind, Generation, SequenceOptions, TypeRef};
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::{Column, DataType, Expression, ObjectId, Part, Sequence, SqlState};

/// The columns every table has, whose names no other can take (`heap.c`: SysAtt).
const SYSTEM_COLUMNS: [&str; 6] = ["ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"];

/// Returns the column that a definition makes, without its constraints, and the sequence that comes with it.
pub(super) fn build(
    edit: &Edit<'_>,
    table: &QualifiedName,
    definition: &ColumnDefinition,
) -> Outcome<(Column, Option<Sequence>)> {
    let name = &definition.name;
    let id = || ObjectId::Column(table.clone(), name.clone());
    let data_type = edit.resolve_type(&definition.data_type)?;
    let mut column = Column::new(name.clone(), data_type);
    column.not_null = definition.not_null || is_primary_key(definition);
    column.collation.clone_from(&definition.collation);
    column.default = definition.default.as_ref().and_then(|own| stored_default(own, &column.data_type));
    check_default(table, name, definition.default.as_ref())?;
    check_functions(edit, table, definition.default.as_ref())?;
    let mut sequence = None;
    if let TypeRef::Serial(data_type) = &definition.data_type {
        if data_type.array {
            return refuse(SqlState::FEATURE_NOT_SUPPORTED, "array of serial is not implemented", id());
        }
        if definition.default.is_some() {
            return refuse(
                SqlState::SYNTAX_ERROR,
                format!("multiple default values specified for column \"{name}\" of table \"{}\"", table.name),
                id(),
            );
        }
        let made = sequence::for_column(edit, table, name, data_type.clone(), &SequenceOptions::default())?;
        column.default = Some(Expression::next_value(made.name.clone()));
        column.not_null = true;
        sequence = Some(made);
    }
    match &definition.generation {
        Generation::None => {}
        Generation::Identity(identity, options) => {
            if column.default.is_some() {
                return refuse(
                    SqlState::SYNTAX_ERROR,
                    format!("both default and identity specified for column \"{name}\" of table \"{}\"", table.name),
                    id(),
                );
            }
            sequence = Some(identity_sequence(edit, table, &column, options)?);
            column.identity = Some(*identity);
            column.not_null = true;
        }
        Generation::Stored(expression) => {
            if column.default.is_some() {
                return refuse(
                    SqlState::SYNTAX_ERROR,
                    format!(
                        "both default and generation expression specified for column \"{name}\" of table \"{}\"",
                        table.name
                    ),
                    id(),
                );
            }
            check_functions(edit, table, Some(expression))?;
            column.generated = Some(expression.clone());
        }
    }
    if SYSTEM_COLUMNS.contains(&name.as_str()) {
        let message = format!("column name \"{name}\" conflicts with a system column name");
        return refuse(SqlState::DUPLICATE_COLUMN, message, id());
    }
    Ok((column, sequence))
}

/// Returns the hidden sequence of an identity column.
pub(super) fn identity_sequence(
    edit: &Edit<'_>,
    table: &QualifiedName,
    column: &Column,
    options: &SequenceOptions,
) -> Outcome<Sequence> {
    check_identity_type(table, &column.name, &column.data_type)?;
    let mut made = sequence::for_column(edit, table, &column.name, column.data_type.clone(), options)?;
    made.identity = true;
    Ok(made)
}

/// Refuses an identity column of a type that has no sequences.
pub(super) fn check_identity_type(table: &QualifiedName, column: &Name, data_type: &DataType) -> Outcome {
    let is_integer = ["smallint", "integer", "bigint"].iter().any(|name| data_type.is_builtin(name));
    if data_type.array || !(is_integer || data_type.as_unknown().is_some()) {
        let message = "identity column type must be smallint, integer, or bigint";
        let id = ObjectId::Column(table.clone(), column.clone());
        return refuse(SqlState::INVALID_PARAMETER_VALUE, message, id);
    }
    Ok(())
}

/// Refuses a default that refers to a column.
pub(super) fn check_default(table: &QualifiedName, column: &Name, default: Option<&Expression>) -> Outcome {
    let has_column = default.is_some_and(|own| own.parts.iter().any(|part| matches!(part, Part::Column(_))));
    if has_column {
        let id = ObjectId::Column(table.clone(), column.clone());
        return refuse(SqlState::FEATURE_NOT_SUPPORTED, "cannot use column reference in DEFAULT expression", id);
    }
    Ok(())
}

/// Returns the default as PostgreSQL keeps it: NULL is none, unless it is converted first (AddRelationNewConstraints).
pub(super) fn stored_default(default: &Expression, data_type: &DataType) -> Option<Expression> {
    let is_kept = !default.is_null() || !data_type.modifiers.is_empty();
    is_kept.then(|| default.clone())
}

/// Refuses an expression that calls a function of a well-known extension that is not installed, or a missing sequence.
pub(super) fn check_functions(edit: &Edit<'_>, table: &QualifiedName, expression: Option<&Expression>) -> Outcome {
    if let Some(expression) = expression {
        check_sequences(edit, expression)?;
    }
    match expression.and_then(|own| edit.missing_function(own)) {
        Some(name) => {
            let message = format!("function {name}() does not exist");
            refuse(SqlState::UNDEFINED_FUNCTION, message, ObjectId::Table(table.clone()))
        }
        None => Ok(()),
    }
}

/// Refuses a default that takes the next value of a sequence that is not there.
fn check_sequences(edit: &Edit<'_>, default: &Expression) -> Outcome {
    let missing = default.parts.iter().find_map(|part| match part {
        Part::Sequence(name) if !edit.has_relation(name) => Some(name),
        _ => None,
    });
    match missing {
        Some(name) => {
            let message = format!("relation \"{}\" does not exist", edit.show(name));
            refuse(SqlState::UNDEFINED_TABLE, message, ObjectId::Sequence(name.clone()))
        }
        None => Ok(()),
    }
}

/// Returns whether every table has a column of this name.
pub(super) fn is_system_column(name: &Name) -> bool {
    SYSTEM_COLUMNS.contains(&name.as_str())
}

fn is_primary_key(definition: &ColumnDefinition) -> bool {
    definition.constraints.iter().any(|own| matches!(own.kind, ConstraintDefinitionKind::PrimaryKey { .. }))
}
