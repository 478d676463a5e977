//! Foreign keys (PostgreSQL 15, `tablecmds.c`: ATAddForeignKeyConstraint, transformFkeyCheckAttrs).

use super::constraint;
use super::edit::Edit;
use crate::name::{Name, QualifiedName};
use crate::operation::ReferenceDefinition;
use crate::schema::cast::can_reference;
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{
    ConstraintKind, Deferrability, ForeignKey, KeyTarget, ObjectId, Persistence, SqlState, Stored, Table,
};
use std::sync::Arc;

/// Returns the foreign key that a definition means, with the referenced columns filled in. Where nobody knows what the
/// referenced table is, the definition is believed.
pub(super) fn resolve(
    edit: &Edit<'_>,
    table: &Table,
    name: Option<&Name>,
    definition: &ReferenceDefinition,
) -> Outcome<ForeignKey> {
    resolve_known(edit, table, name, definition).or_else(|refusal| {
        let target = edit.full_name(&definition.table);
        let is_believed = !edit.is_sure_of(&ObjectId::Table(target.clone()))
            && definition.referenced.len() == definition.columns.len()
            && check_columns(table, &definition.columns).is_ok();
        if is_believed { Ok(foreign_key(definition, target, definition.referenced.clone())) } else { Err(refusal) }
    })
}

fn resolve_known(
    edit: &Edit<'_>,
    table: &Table,
    name: Option<&Name>,
    definition: &ReferenceDefinition,
) -> Outcome<ForeignKey> {
    let (target_name, relation) = edit.resolve_relation(&definition.table)?;
    let id = ObjectId::Table(target_name.clone());
    let Relation::Stored(Stored::Table(target)) = relation else {
        let message = format!("referenced relation \"{}\" is not a table", target_name.name);
        return refuse(SqlState::WRONG_OBJECT_TYPE, message, id);
    };
    check_persistence(table, target)?;
    check_columns(table, &definition.columns)?;
    let referenced = if definition.referenced.is_empty() {
        primary_key(target)?
    } else {
        check_columns(target, &definition.referenced)?;
        definition.referenced.clone()
    };
    if !definition.referenced.is_empty() {
        match find_key(edit, target, &referenced) {
            Some(Key::Immediate) => {}
            Some(Key::Deferrable) => {
                let message =
                    format!("cannot use a deferrable unique constraint for referenced table \"{}\"", target_name.name);
                return refuse(SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE, message, id);
            }
            None => {
                let message = format!(
                    "there is no unique constraint matching given keys for referenced table \"{}\"",
                    target_name.name
                );
                return refuse(SqlState::INVALID_FOREIGN_KEY, message, id);
            }
        }
    }
    if referenced.len() != definition.columns.len() {
        let message = "number of referencing and referenced columns for foreign key disagree";
        return refuse(SqlState::INVALID_FOREIGN_KEY, message, id);
    }
    let foreign_key = foreign_key(definition, target_name, referenced);
    let target = Arc::clone(target);
    check_types(edit, table, &target, name, &foreign_key)?;
    Ok(foreign_key)
}

fn foreign_key(definition: &ReferenceDefinition, table: QualifiedName, referenced: Vec<Name>) -> ForeignKey {
    ForeignKey {
        columns: definition.columns.clone(),
        table,
        referenced,
        on_delete: definition.on_delete,
        on_delete_columns: definition.on_delete_columns.clone(),
        on_update: definition.on_update,
        match_kind: definition.match_kind,
    }
}

/// Refuses a foreign key between columns whose types cannot be compared, where both are known.
pub(super) fn check_types(
    edit: &Edit<'_>,
    table: &Table,
    target: &Table,
    name: Option<&Name>,
    foreign_key: &ForeignKey,
) -> Outcome {
    for (own, other) in foreign_key.columns.iter().zip(&foreign_key.referenced) {
        let (Some(own), Some(other)) = (table.column(own), target.column(other)) else { continue };
        if can_reference(edit, &own.data_type, &other.data_type) {
            continue;
        }
        let name = match name {
            Some(name) => name.clone(),
            None => constraint::choose(edit, table, &ConstraintKind::ForeignKey(foreign_key.clone())),
        };
        let message = format!("foreign key constraint \"{name}\" cannot be implemented");
        return refuse(SqlState::DATATYPE_MISMATCH, message, ObjectId::Constraint(table.name.clone(), name));
    }
    Ok(())
}

/// How a key of the referenced table is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Immediate,
    Deferrable,
}

/// Returns whether some unique constraint or index has exactly these columns, in any order.
fn find_key(edit: &Edit<'_>, target: &Table, columns: &[Name]) -> Option<Key> {
    let mut deferrable = false;
    for constraint in target.constraints.values() {
        let (ConstraintKind::PrimaryKey { columns: own, .. } | ConstraintKind::Unique { columns: own, .. }) =
            &constraint.kind
        else {
            continue;
        };
        if is_same_set(own, columns) {
            if constraint.deferrability == Deferrability::NotDeferrable {
                return Some(Key::Immediate);
            }
            deferrable = true;
        }
    }
    let has_index = edit.indexes_of(&target.name).any(|index| {
        let own: Option<Vec<Name>> = index
            .keys
            .iter()
            .map(|key| match &key.target {
                KeyTarget::Column(name) => Some(name.clone()),
                KeyTarget::Expression(_) => None,
            })
            .collect();
        index.unique && index.valid && index.predicate.is_none() && own.is_some_and(|own| is_same_set(&own, columns))
    });
    if has_index {
        return Some(Key::Immediate);
    }
    deferrable.then_some(Key::Deferrable)
}

/// Returns whether two keys have the same columns, in any order.
pub(super) fn is_same_set(a: &[Name], b: &[Name]) -> bool {
    a.len() == b.len() && a.iter().all(|name| b.contains(name)) && b.iter().all(|name| a.contains(name))
}

fn primary_key(target: &Table) -> Outcome<Vec<Name>> {
    let found = target.constraints.values().find_map(|own| match &own.kind {
        ConstraintKind::PrimaryKey { columns, .. } => Some((columns, own.deferrability)),
        _ => None,
    });
    let id = ObjectId::Table(target.name.clone());
    match found {
        Some((columns, Deferrability::NotDeferrable)) => Ok(columns.clone()),
        Some(_) => {
            let message = format!("cannot use a deferrable primary key for referenced table \"{}\"", target.name.name);
            refuse(SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE, message, id)
        }
        None => {
            let message = format!("there is no primary key for referenced table \"{}\"", target.name.name);
            refuse(SqlState::UNDEFINED_OBJECT, message, id)
        }
    }
}

fn check_columns(table: &Table, columns: &[Name]) -> Outcome {
    match columns.iter().find(|name| table.column(name).is_none()) {
        Some(name) => {
            let message = format!("column \"{name}\" referenced in foreign key constraint does not exist");
            refuse(SqlState::UNDEFINED_COLUMN, message, ObjectId::Column(table.name.clone(), name.clone()))
        }
        None => Ok(()),
    }
}

fn check_persistence(table: &Table, target: &Table) -> Outcome {
    let message = match (table.persistence, target.persistence) {
        (Persistence::Permanent, Persistence::Unlogged | Persistence::Temporary) => {
            "constraints on permanent tables may reference only permanent tables"
        }
        (Persistence::Unlogged, Persistence::Temporary) => {
            "constraints on unlogged tables may reference only permanent or unlogged tables"
        }
        (Persistence::Temporary, Persistence::Permanent | Persistence::Unlogged) => {
            "constraints on temporary tables may reference only temporary tables"
        }
        _ => return Ok(()),
    };
    refuse(SqlState::INVALID_TABLE_DEFINITION, message, ObjectId::Table(target.name.clone()))
}
