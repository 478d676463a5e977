//! CREATE VIEW and CREATE MATERIALIZED VIEW (PostgreSQL 15, `view.c`).

use super::column::is_system_column;
use super::edit::Edit;
use super::query::{self, Source};
use super::table;
use crate::name::{Name, QualifiedName};
use crate::operation::{Existing, RelationRef, ViewDefinition};
use crate::schema::facts::TEMPORARY;
use crate::schema::refuse::{Outcome, no_relation, refuse};
use crate::schema::resolve::{Relation, is_catalog};
use crate::schema::{ObjectId, SqlState, Stored, View, ViewKind};

/// Creates or replaces a view.
pub(super) fn create(edit: &mut Edit<'_>, definition: &ViewDefinition) -> Outcome {
    let name = edit.creation_name(&definition.name)?;
    if definition.existing == Existing::Skip && edit.is_relation_name_taken(&name) {
        return Ok(());
    }
    let mut reads: Vec<(QualifiedName, Vec<Name>)> = Vec::new();
    for (relation, columns) in &definition.reads {
        if let Some(full) = resolve_read(edit, relation, columns)? {
            reads.push((full, columns.clone()));
        }
    }
    // What reads something temporary is temporary itself.
    let is_temporary = reads.iter().any(|(full, _)| full.schema.as_str() == TEMPORARY);
    let name = match definition.name.schema {
        None if is_temporary => QualifiedName::new(Name::verbatim(TEMPORARY), name.name),
        _ => name,
    };
    let columns = read_query(edit, definition, &mut reads)?;
    let mut view = View {
        name: name.clone(),
        kind: definition.kind,
        query: definition.query.clone(),
        columns,
        reads,
        options: definition.options.clone(),
        comment: None,
    };
    match edit.relation(&name) {
        Some(stored) if definition.existing == Existing::Replace => {
            let Stored::View(old) = stored else { return not_a_view(name) };
            if old.kind != ViewKind::Plain {
                return not_a_view(name);
            }
            check_columns(&name, old.columns.as_deref(), view.columns.as_deref())?;
            view.comment.clone_from(&old.comment);
        }
        _ => table::check_name(edit, &name)?,
    }
    edit.put_view(view);
    Ok(())
}

/// Fills in what the words of the query tell: the columns it reads, where the definition does not say, and its own.
fn read_query(
    edit: &Edit<'_>,
    definition: &ViewDefinition,
    reads: &mut [(QualifiedName, Vec<Name>)],
) -> Outcome<Option<Vec<Name>>> {
    let sources: Vec<Source> = reads
        .iter()
        .map(|(full, _)| Source { name: full.clone(), columns: columns_of(edit, full).unwrap_or_default() })
        .collect();
    let reading = query::read(&definition.query, &sources);
    let is_known = |full: &QualifiedName| columns_of(edit, full).is_some() && !edit.is_known_in_part(full);
    let is_whole = reads.len() == definition.reads.len() && reads.iter().all(|(full, _)| is_known(full));
    if let Some(missing) = reading.missing.filter(|_| is_whole) {
        let id = ObjectId::View(edit.full_name(&definition.name));
        return refuse(SqlState::UNDEFINED_COLUMN, format!("column \"{missing}\" does not exist"), id);
    }
    for ((_, columns), found) in reads.iter_mut().zip(reading.reads) {
        if columns.is_empty() {
            *columns = found;
        }
    }
    Ok(definition.columns.clone().or(reading.returns.filter(|_| is_whole)))
}

fn columns_of(edit: &Edit<'_>, name: &QualifiedName) -> Option<Vec<Name>> {
    match edit.relation(name)? {
        Stored::Table(table) => Some(table.columns.iter().map(|own| own.name.clone()).collect()),
        Stored::View(view) => view.columns.clone(),
        _ => None,
    }
}

/// Returns the full name of a relation that a query reads, none for one that is not kept.
fn resolve_read(edit: &Edit<'_>, relation: &RelationRef, columns: &[Name]) -> Outcome<Option<QualifiedName>> {
    let Some((full, found)) = edit.look_up(relation) else {
        let is_system = match &relation.schema {
            Some(schema) => is_catalog(schema),
            None => relation.name.as_str().starts_with("pg_"),
        };
        if is_system || edit.brings_relation(&relation.name) || edit.unlisted_extension().is_some() {
            return Ok(None);
        }
        return Err(no_relation(relation, &edit.full_name(relation)));
    };
    let known = |name: &Name| match &found {
        Relation::Stored(Stored::Table(table)) => table.column(name).is_some() || is_system_column(name),
        Relation::Stored(Stored::View(view)) => view.columns.as_ref().is_none_or(|own| own.contains(name)),
        _ => true,
    };
    match columns.iter().find(|name| !known(name)) {
        Some(name) => {
            let id = ObjectId::Column(full, name.clone());
            refuse(SqlState::UNDEFINED_COLUMN, format!("column \"{name}\" does not exist"), id)
        }
        None => Ok(Some(full)),
    }
}

/// `CREATE OR REPLACE VIEW` may only add columns at the end.
fn check_columns(view: &QualifiedName, old: Option<&[Name]>, new: Option<&[Name]>) -> Outcome {
    let (Some(old), Some(new)) = (old, new) else { return Ok(()) };
    let id = || ObjectId::View(view.clone());
    if new.len() < old.len() {
        return refuse(SqlState::INVALID_TABLE_DEFINITION, "cannot drop columns from view", id());
    }
    match old.iter().zip(new).find(|(old, new)| old != new) {
        Some((old, new)) => {
            let message = format!("cannot change name of view column \"{old}\" to \"{new}\"");
            refuse(SqlState::INVALID_TABLE_DEFINITION, message, id())
        }
        None => Ok(()),
    }
}

fn not_a_view(name: QualifiedName) -> Outcome {
    refuse(SqlState::WRONG_OBJECT_TYPE, format!("\"{}\" is not a view", name.name), ObjectId::View(name))
}
