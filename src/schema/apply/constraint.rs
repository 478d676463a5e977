//! Adds constraints: keys, checks and exclusions (PostgreSQL 15, `parse_utilcmd.c`: transformIndexConstraint;
//! `heap.c`: AddRelationNewConstraints). Foreign keys have a file of their own.

use super::column::is_system_column;
use super::edit::Edit;
use super::partition::{add_to_children, covers_key};
use super::{column, foreign_key, index};
use crate::name::{Name, QualifiedName};
use crate::operation::{ConstraintDefinition, ConstraintDefinitionKind, Scope};
use crate::schema::choose_name::{NewAmong, Stem, join_columns};
use crate::schema::refuse::{Outcome, constraint_exists, no_column, refuse, relation_exists};
use crate::schema::{Constraint, ConstraintKind, Expression, ObjectId, Refusal, SqlState, Table};
use std::collections::BTreeSet;

/// Adds a constraint to a table, under its name or the one PostgreSQL chooses, and to the tables below it.
pub(super) fn add(
    edit: &mut Edit<'_>,
    name: &QualifiedName,
    definition: &ConstraintDefinition,
    scope: Scope,
) -> Outcome<Name> {
    let Some(table) = edit.table(name).cloned() else {
        return Ok(definition.name.clone().unwrap_or_else(|| name.name.clone()));
    };
    check_added(&table, definition)?;
    let kind = match &definition.kind {
        ConstraintDefinitionKind::ForeignKey(reference) => {
            ConstraintKind::ForeignKey(foreign_key::resolve(edit, &table, definition.name.as_ref(), reference)?)
        }
        ConstraintDefinitionKind::PrimaryKey { columns, include } => {
            if has_primary_key(&table) {
                return Err(second_primary_key(name));
            }
            ConstraintKind::PrimaryKey { columns: columns.clone(), include: include.clone() }
        }
        ConstraintDefinitionKind::Unique { columns, include, nulls_distinct } => ConstraintKind::Unique {
            columns: columns.clone(),
            include: include.clone(),
            nulls_distinct: *nulls_distinct,
        },
        ConstraintDefinitionKind::Check { expression, no_inherit } => {
            ConstraintKind::Check { expression: expression.clone(), no_inherit: *no_inherit }
        }
        ConstraintDefinitionKind::Exclude { definition } => ConstraintKind::Exclude { definition: definition.clone() },
        ConstraintDefinitionKind::UsingIndex { index, primary } => {
            return index::into_constraint(edit, &table, definition, index, *primary);
        }
    };
    let own = match &definition.name {
        Some(own) => own.clone(),
        None => choose(edit, &table, &kind),
    };
    let mut constraint = Constraint::new(own, kind);
    constraint.deferrability = definition.deferrability;
    constraint.validated = definition.validated;
    check_scope(edit, &table, &constraint, scope)?;
    put(edit, &table, constraint.clone())?;
    if scope == Scope::Descendants {
        add_to_children(edit, name, &constraint)?;
    }
    Ok(constraint.name)
}

/// Puts a finished constraint into a table, with what it implies.
pub(super) fn put(edit: &mut Edit<'_>, table: &Table, constraint: Constraint) -> Outcome<Name> {
    let name = constraint.name.clone();
    let full = table.name.sibling(name.clone());
    if constraint.has_index() && edit.is_relation_name_taken(&full) {
        return Err(relation_exists(&full));
    }
    if table.constraints.contains_key(&name) {
        return Err(constraint_exists(table, &name));
    }
    if constraint.has_index() {
        index::check_key_types(edit, table, &constraint)?;
    }
    edit.change_table(&table.name, |table| {
        if let ConstraintKind::PrimaryKey { columns, .. } = &constraint.kind {
            for column in &mut table.columns {
                column.not_null |= columns.contains(&column.name);
            }
        }
        table.constraints.insert(constraint.name.clone(), constraint);
    });
    Ok(name)
}

/// Refuses two checks of one statement under one name (AddRelationNewConstraints).
pub(super) fn check_names(table: &QualifiedName, definitions: &[ConstraintDefinition]) -> Outcome {
    let is_check = |own: &&ConstraintDefinition| matches!(own.kind, ConstraintDefinitionKind::Check { .. });
    let mut names = definitions.iter().filter(is_check).filter_map(|own| own.name.as_ref());
    let mut earlier = BTreeSet::new();
    match names.find(|name| !earlier.insert(*name)) {
        Some(name) => {
            let id = ObjectId::Constraint(table.clone(), name.clone());
            refuse(SqlState::DUPLICATE_OBJECT, format!("check constraint \"{name}\" already exists"), id)
        }
        None => Ok(()),
    }
}

/// Refuses a constraint on columns that the table does not have, or on one column twice.
pub(super) fn check_columns(table: &Table, definition: &ConstraintDefinition) -> Outcome {
    match &definition.kind {
        ConstraintDefinitionKind::PrimaryKey { columns, include } => check_key(table, columns, include, "primary key"),
        ConstraintDefinitionKind::Unique { columns, include, .. } => check_key(table, columns, include, "unique"),
        ConstraintDefinitionKind::Check { expression, .. } => check_expression(table, expression),
        _ => Ok(()),
    }
}

/// Refuses a constraint that must, or must not, be the table's alone.
fn check_scope(edit: &Edit<'_>, table: &Table, constraint: &Constraint, scope: Scope) -> Outcome {
    let id = || ObjectId::Constraint(table.name.clone(), constraint.name.clone());
    match &constraint.kind {
        ConstraintKind::PrimaryKey { columns, .. } | ConstraintKind::Unique { columns, .. }
            if !covers_key(table, columns) =>
        {
            let message = "unique constraint on partitioned table must include all partitioning columns";
            refuse(SqlState::FEATURE_NOT_SUPPORTED, message, id())
        }
        ConstraintKind::Check { expression, no_inherit } => {
            column::check_functions(edit, &table.name, Some(expression))?;
            if scope == Scope::Only && !no_inherit && !edit.children(&table.name).is_empty() {
                let message = "constraint must be added to child tables too";
                return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id());
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Refuses the same for a table that is there, where PostgreSQL looks in another order: a key's columns are made NOT NULL
/// before the key is made.
fn check_added(table: &Table, definition: &ConstraintDefinition) -> Outcome {
    match &definition.kind {
        ConstraintDefinitionKind::PrimaryKey { columns, .. } => {
            check_twice(table, columns, "primary key")?;
            if let Some(name) = columns.iter().find(|name| table.column(name).is_none() && !is_system_column(name)) {
                return Err(no_column(table, name));
            }
        }
        ConstraintDefinitionKind::Unique { columns, .. } => check_twice(table, columns, "unique")?,
        _ => {}
    }
    check_columns(table, definition)
}

/// Refuses an expression on columns that the table does not have.
pub(super) fn check_expression(table: &Table, expression: &Expression) -> Outcome {
    match expression.columns().find(|name| table.column(name).is_none() && !is_system_column(name)) {
        Some(name) => {
            let id = ObjectId::Column(table.name.clone(), name.clone());
            refuse(SqlState::UNDEFINED_COLUMN, format!("column \"{name}\" does not exist"), id)
        }
        None => Ok(()),
    }
}

/// `multiple primary keys for table "t" are not allowed`
pub(super) fn second_primary_key(table: &QualifiedName) -> Refusal {
    let message = format!("multiple primary keys for table \"{}\" are not allowed", table.name);
    Refusal::new(SqlState::INVALID_TABLE_DEFINITION, message).about(ObjectId::Table(table.clone()))
}

/// Returns whether the table has a primary key.
pub(super) fn has_primary_key(table: &Table) -> bool {
    table.constraints.values().any(|own| matches!(own.kind, ConstraintKind::PrimaryKey { .. }))
}

/// Returns the name PostgreSQL gives to a constraint without one.
pub(super) fn choose(edit: &Edit<'_>, table: &Table, kind: &ConstraintKind) -> Name {
    let table = &table.name;
    let of_columns = |columns: &[Name], include: &[Name]| {
        let names = columns.iter().chain(include).map(Name::as_str);
        join_columns(names)
    };
    let (addition, label, among) = match kind {
        ConstraintKind::PrimaryKey { .. } => (None, "pkey", NewAmong::Both),
        ConstraintKind::Unique { columns, include, .. } => (Some(of_columns(columns, include)), "key", NewAmong::Both),
        ConstraintKind::ForeignKey(own) => (Some(of_columns(&own.columns, &[])), "fkey", NewAmong::Constraints),
        ConstraintKind::Check { expression, .. } => (single_column(expression), "check", NewAmong::Constraints),
        ConstraintKind::Exclude { definition } => {
            let names: Vec<&str> = definition.columns().map(Name::as_str).collect();
            (Some(join_columns(names)), "excl", NewAmong::Both)
        }
    };
    edit.choose_name(Stem { table, addition: addition.as_deref(), label }, among, &[])
}

/// Returns the column of an expression that has only one, however often.
fn single_column(expression: &Expression) -> Option<String> {
    let mut columns = expression.columns();
    let first = columns.next()?;
    columns.all(|other| other == first).then(|| first.as_str().to_string())
}

fn check_key(table: &Table, columns: &[Name], include: &[Name], what: &str) -> Outcome {
    let is_missing = |name: &&Name| table.column(name).is_none() && !is_system_column(name);
    if let Some(name) = columns.iter().chain(include).find(is_missing) {
        let id = ObjectId::Column(table.name.clone(), name.clone());
        return refuse(SqlState::UNDEFINED_COLUMN, format!("column \"{name}\" named in key does not exist"), id);
    }
    check_twice(table, columns, what)
}

fn check_twice(table: &Table, columns: &[Name], what: &str) -> Outcome {
    let is_second = |(at, name): &(usize, &Name)| columns.iter().take(*at).any(|earlier| earlier == *name);
    match columns.iter().enumerate().find(is_second) {
        Some((_, name)) => {
            let message = format!("column \"{name}\" appears twice in {what} constraint");
            refuse(SqlState::DUPLICATE_COLUMN, message, ObjectId::Column(table.name.clone(), name.clone()))
        }
        None => Ok(()),
    }
}
