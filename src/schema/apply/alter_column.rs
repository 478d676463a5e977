//! ALTER COLUMN, except for its type: defaults, NOT NULL, identity, generation (PostgreSQL 15, `tablecmds.c`).

use super::column::{check_default, identity_sequence, stored_default};
use super::edit::Edit;
use super::{column_type, sequence};
use crate::name::{Name, QualifiedName};
use crate::operation::{AlterColumn, IdentityChange, IfExists, Scope};
use crate::schema::refuse::{Outcome, no_column, refuse};
use crate::schema::{Column, ConstraintKind, Key, ObjectId, Sequence, SqlState, Stored, Table};

/// Changes one column, and its likes in the tables below.
pub(super) fn alter(
    edit: &mut Edit<'_>,
    table: &QualifiedName,
    scope: Scope,
    name: &Name,
    change: &AlterColumn,
) -> Outcome {
    let Some(own) = edit.table(table).cloned() else { return Ok(()) };
    let Some(column) = own.column(name) else { return Err(no_column(&own, name)) };
    match change {
        AlterColumn::SetType { data_type, collation, using } => {
            let wanted = column_type::Wanted { data_type, collation: collation.as_ref(), using: using.as_ref() };
            column_type::set_type(edit, table, name, scope, &wanted)
        }
        AlterColumn::SetDefault(expression) => {
            check_settable(&own, column)?;
            check_default(table, name, Some(expression))?;
            super::column::check_functions(edit, table, Some(expression))?;
            change_with_children(edit, table, scope, name, &|own| {
                own.default = stored_default(expression, &own.data_type);
            });
            Ok(())
        }
        AlterColumn::DropDefault => {
            check_settable(&own, column)?;
            change_with_children(edit, table, scope, name, &|own| own.default = None);
            Ok(())
        }
        AlterColumn::SetNotNull => {
            change_with_children(edit, table, scope, name, &|own| own.not_null = true);
            Ok(())
        }
        AlterColumn::DropNotNull => {
            check_nullable(edit, &own, column)?;
            change_with_children(edit, table, scope, name, &|own| own.not_null = false);
            Ok(())
        }
        AlterColumn::Identity(change) => change_identity(edit, &own, column, change),
        AlterColumn::DropExpression { missing } => {
            if column.generated.is_none() {
                return match missing {
                    IfExists::Skip => Ok(()),
                    IfExists::Fail => not_in_state(&own, name, "is not a stored generated column"),
                };
            }
            if column.inherited {
                let message = "cannot drop generation expression from inherited column";
                return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id(&own, name));
            }
            change_with_children(edit, table, scope, name, &|own| own.generated = None);
            Ok(())
        }
        AlterColumn::SetExpression(expression) => {
            if column.generated.is_none() {
                return not_in_state(&own, name, "is not a generated column");
            }
            change_with_children(edit, table, scope, name, &|own| own.generated = Some(expression.clone()));
            Ok(())
        }
    }
}

fn change_with_children(
    edit: &mut Edit<'_>,
    table: &QualifiedName,
    scope: Scope,
    name: &Name,
    change: &dyn Fn(&mut Column),
) {
    edit.change_table(table, |own| own.column_mut(name).into_iter().for_each(change));
    if scope == Scope::Descendants {
        for child in edit.children(table) {
            change_with_children(edit, &child, scope, name, change);
        }
    }
}

/// Identity and generated columns have no default to set (ATExecColumnDefault).
fn check_settable(table: &Table, column: &Column) -> Outcome {
    let what = if column.identity.is_some() {
        "an identity column"
    } else if column.generated.is_some() {
        "a generated column"
    } else {
        return Ok(());
    };
    let message = format!("column \"{}\" of relation \"{}\" is {what}", column.name, table.name.name);
    refuse(SqlState::SYNTAX_ERROR, message, id(table, &column.name))
}

/// Refuses to make a column nullable that identity, a primary key or a parent holds NOT NULL (ATExecDropNotNull).
fn check_nullable(edit: &Edit<'_>, table: &Table, column: &Column) -> Outcome {
    let name = &column.name;
    if column.identity.is_some() {
        let message = format!("column \"{name}\" of relation \"{}\" is an identity column", table.name.name);
        return refuse(SqlState::SYNTAX_ERROR, message, id(table, name));
    }
    let in_key = table.constraints.values().any(|own| match &own.kind {
        ConstraintKind::PrimaryKey { columns, .. } => columns.contains(name),
        _ => false,
    });
    if in_key {
        let message = format!("column \"{name}\" is in a primary key");
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id(table, name));
    }
    let parent = table.partition.as_ref().and_then(|own| edit.table(&own.parent));
    if parent.and_then(|own| own.column(name)).is_some_and(|own| own.not_null) {
        let message = format!("column \"{name}\" is marked NOT NULL in parent table");
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id(table, name));
    }
    Ok(())
}

fn change_identity(edit: &mut Edit<'_>, table: &Table, column: &Column, change: &IdentityChange) -> Outcome {
    let name = &column.name;
    match change {
        IdentityChange::Add { identity, options } => {
            // The sequence is made before the column is looked at.
            let sequence = identity_sequence(edit, &table.name, column, options)?;
            let complaint = if !column.not_null {
                Some("must be declared NOT NULL before identity can be added")
            } else if column.identity.is_some() {
                Some("is already an identity column")
            } else if column.default.is_some() {
                Some("already has a default value")
            } else {
                None
            };
            if let Some(complaint) = complaint {
                return not_in_state(table, name, complaint);
            }
            edit.put_sequence(sequence);
            edit.change_table(&table.name, |own| {
                own.column_mut(name).into_iter().for_each(|own| own.identity = Some(*identity));
            });
        }
        IdentityChange::Set { identity, options } => {
            if column.identity.is_none() {
                return not_in_state(table, name, "is not an identity column");
            }
            if let Some(mut sequence) = sequence_of(edit, table, name) {
                sequence::change(edit, &mut sequence, options)?;
                edit.put_sequence(sequence);
            }
            if identity.is_some() {
                edit.change_table(&table.name, |own| {
                    own.column_mut(name).into_iter().for_each(|own| own.identity = *identity);
                });
            }
        }
        IdentityChange::Drop { missing } => {
            if column.identity.is_none() {
                return match missing {
                    IfExists::Skip => Ok(()),
                    IfExists::Fail => not_in_state(table, name, "is not an identity column"),
                };
            }
            if let Some(sequence) = sequence_of(edit, table, name) {
                edit.remove(Key::Relation(sequence.name));
            }
            edit.change_table(&table.name, |own| {
                own.column_mut(name).into_iter().for_each(|own| own.identity = None);
            });
        }
    }
    Ok(())
}

/// Returns the hidden sequence of an identity column.
pub(super) fn sequence_of(edit: &Edit<'_>, table: &Table, column: &Name) -> Option<Sequence> {
    edit.dependents(&Key::Relation(table.name.clone())).find_map(|key| match edit.find(key) {
        Some(Stored::Sequence(own))
            if own.identity && own.owned_by.as_ref().is_some_and(|(of, name)| *of == table.name && name == column) =>
        {
            Some(Sequence::clone(own))
        }
        _ => None,
    })
}

fn not_in_state(table: &Table, column: &Name, complaint: &str) -> Outcome {
    let message = format!("column \"{column}\" of relation \"{}\" {complaint}", table.name.name);
    refuse(SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE, message, id(table, column))
}

fn id(table: &Table, column: &Name) -> ObjectId {
    ObjectId::Column(table.name.clone(), column.clone())
}
