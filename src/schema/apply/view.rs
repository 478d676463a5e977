//! CREATE VIEW and CREATE MATERIALIZED VIEW (PostgreSQL 15, `view.c`).

use super::column::is_system_column;
use super::edit::Edit;
use super::table;
use crate::name::{Name, QualifiedName};
use crate::operation::{Existing, RelationRef, ViewDefinition};
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
    let mut view = View {
        name: name.clone(),
        kind: definition.kind,
        query: definition.query.clone(),
        columns: definition.columns.clone(),
        reads,
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
