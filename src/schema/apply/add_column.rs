//! ADD COLUMN (PostgreSQL 15, `tablecmds.c`: ATExecAddColumn).

use super::edit::Edit;
use super::table::check_width;
use super::{column, constraint};
use crate::name::QualifiedName;
use crate::operation::{ColumnDefinition, IfNotExists, Scope};
use crate::schema::refuse::{Outcome, column_exists, refuse};
use crate::schema::{Column, ObjectId, SqlState};

/// Adds a column with its constraints, and to the tables below.
pub(super) fn add(
    edit: &mut Edit<'_>,
    name: &QualifiedName,
    definition: &ColumnDefinition,
    existing: IfNotExists,
    scope: Scope,
) -> Outcome {
    let Some(table) = edit.table(name).cloned() else { return Ok(()) };
    let has_column = table.column(&definition.name).is_some();
    if has_column && existing == IfNotExists::Skip {
        return Ok(());
    }
    if table.partition.is_some() {
        let message = "cannot add column to a partition";
        return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(name.clone()));
    }
    if scope == Scope::Only && !edit.children(name).is_empty() {
        let message = "column must be added to child tables too";
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, ObjectId::Table(name.clone()));
    }
    if has_column {
        return Err(column_exists(&table, &definition.name));
    }
    check_width(&table)?;
    let (column, sequence) = column::build(edit, name, definition)?;
    if let Some(expression) = &column.generated {
        constraint::check_expression(&table, expression)?;
    }
    if let Some(sequence) = sequence {
        edit.put_sequence(sequence);
    }
    edit.change_table(name, |table| table.columns.push(column.clone()));
    add_to_children(edit, name, &column)?;
    for own in &definition.constraints {
        let mut own = own.clone();
        own.validated = true;
        constraint::add(edit, name, &own, Scope::Descendants)?;
    }
    Ok(())
}

fn add_to_children(edit: &mut Edit<'_>, parent: &QualifiedName, column: &Column) -> Outcome {
    for child in edit.children(parent) {
        let Some(table) = edit.table(&child).cloned() else { continue };
        match table.column(&column.name) {
            Some(own) if own.data_type != column.data_type => {
                let message =
                    format!("child table \"{}\" has different type for column \"{}\"", child.name, column.name);
                let id = ObjectId::Column(child, column.name.clone());
                return refuse(SqlState::DATATYPE_MISMATCH, message, id);
            }
            // Merged: it stays the child's own as well.
            Some(_) => {}
            None => {
                let mut own = column.clone();
                own.inherited = true;
                own.identity = None;
                edit.change_table(&child, |table| table.columns.push(own));
                add_to_children(edit, &child, column)?;
            }
        }
    }
    Ok(())
}
