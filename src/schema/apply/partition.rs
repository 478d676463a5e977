//! Partitions and inheritance: how tables are put below others and taken out again (PostgreSQL 15, `tablecmds.c`:
//! MergeAttributes, ATExecAttachPartition, ATExecDetachPartition, ATExecAddInherit).

use super::clone::{clone_to_partition, propagate_constraint};
use super::edit::Edit;
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::schema::refuse::{Outcome, no_relation, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{
    Column, Constraint, ConstraintKind, Expression, ObjectId, Partition, SqlState, Stored, Table, Unknown,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Returns the table that is to be a parent.
pub(super) fn parent(edit: &Edit<'_>, reference: &RelationRef) -> Outcome<Arc<Table>> {
    match edit.resolve_relation(reference)? {
        (_, Relation::Stored(Stored::Table(table))) => Ok(Arc::clone(table)),
        (full, _) => {
            let message = format!("inherited relation \"{}\" is not a table or foreign table", full.name);
            refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(full))
        }
    }
}

/// Refuses a parent that is not partitioned.
pub(super) fn check_partitioned(table: &Table) -> Outcome {
    if table.partition_by.is_none() {
        let message = format!("\"{}\" is not partitioned", table.name.name);
        return refuse(SqlState::INVALID_OBJECT_DEFINITION, message, ObjectId::Table(table.name.clone()));
    }
    Ok(())
}

/// Returns a table's place below a parent. How PostgreSQL prints a bound depends on the types of the parent's key.
pub(super) fn place(parent: &Table, bound: &Expression) -> Partition {
    let bound = match parent.is_key_unknown() {
        true => bound.clone().doubted(Unknown::new("what the parent is partitioned by is not known", None)),
        false => bound.clone(),
    };
    Partition { parent: parent.name.clone(), bound }
}

/// Puts the columns and checks of `parent` into a new table below it (MergeAttributes).
pub(super) fn inherit_columns(table: &mut Table, parent: &Table) -> Outcome {
    for own in &parent.columns {
        match table.column_mut(&own.name) {
            Some(known) => merge_column(known, own, &parent.name)?,
            None => {
                let mut column = own.clone();
                column.inherited = true;
                column.identity = None;
                column.comment = None;
                table.columns.push(column);
            }
        }
    }
    for own in parent.constraints.values() {
        if let ConstraintKind::Check { no_inherit: false, .. } = own.kind {
            table.constraints.insert(own.name.clone(), inherited(own));
        }
    }
    Ok(())
}

/// Attaches a table to a partitioned one.
pub(super) fn attach(
    edit: &mut Edit<'_>,
    name: &QualifiedName,
    reference: &RelationRef,
    bound: &Expression,
) -> Outcome {
    let Some(table) = edit.table(name).cloned() else { return Ok(()) };
    if table.partition_by.is_none() {
        let message = format!("table \"{}\" is not partitioned", name.name);
        return refuse(SqlState::INVALID_OBJECT_DEFINITION, message, ObjectId::Table(name.clone()));
    }
    let child = parent(edit, reference)?;
    let id = || ObjectId::Table(child.name.clone());
    if child.partition.is_some() {
        let message = format!("\"{}\" is already a partition", child.name.name);
        return refuse(SqlState::WRONG_OBJECT_TYPE, message, id());
    }
    if !child.inherits.is_empty() {
        return refuse(SqlState::WRONG_OBJECT_TYPE, "cannot attach inheritance child as partition", id());
    }
    if child.name == *name || is_below(edit, &table, &child.name) {
        return refuse(SqlState::DUPLICATE_TABLE, "circular inheritance not allowed", id());
    }
    if let Some(extra) = child.columns.iter().find(|own| table.column(&own.name).is_none()) {
        let message = format!(
            "table \"{}\" contains column \"{}\" not found in parent \"{}\"",
            child.name.name, extra.name, name.name
        );
        return refuse(SqlState::DATATYPE_MISMATCH, message, id());
    }
    check_fits(&child, &table)?;
    edit.change_table(&child.name, |own| {
        own.partition = Some(place(&table, bound));
        take_over(own, &table);
    });
    clone_to_partition(edit, &table, &child.name)
}

/// Detaches a partition: it keeps all it has.
pub(super) fn detach(edit: &mut Edit<'_>, name: &QualifiedName, reference: &RelationRef) -> Outcome {
    if edit.table(name).is_some_and(|own| own.partition_by.is_none()) {
        let message = format!("table \"{}\" is not partitioned", name.name);
        return refuse(SqlState::INVALID_OBJECT_DEFINITION, message, ObjectId::Table(name.clone()));
    }
    let child = parent(edit, reference)?;
    if child.partition.as_ref().is_none_or(|own| own.parent != *name) {
        return not_below(&child.name, "a partition of relation", name);
    }
    edit.change_table(&child.name, |own| {
        own.partition = None;
        release(own);
    });
    let indexes: Vec<_> = edit.indexes_of(&child.name).filter(|own| own.inherited).cloned().collect();
    for index in indexes {
        let mut index = crate::schema::Index::clone(&index);
        index.inherited = false;
        edit.put_index(index);
    }
    Ok(())
}

/// Puts a table below another by inheritance.
pub(super) fn inherit(edit: &mut Edit<'_>, name: &QualifiedName, reference: &RelationRef) -> Outcome {
    let Some(table) = edit.table(name).cloned() else { return Ok(()) };
    let wrong = |message: String| refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(name.clone()));
    if table.partition.is_some() {
        return wrong("cannot change inheritance of a partition".to_string());
    }
    if table.partition_by.is_some() {
        return wrong("cannot change inheritance of partitioned table".to_string());
    }
    let above = parent(edit, reference)?;
    if above.partition_by.is_some() {
        return wrong(format!("cannot inherit from partitioned table \"{}\"", above.name.name));
    }
    if above.partition.is_some() {
        return wrong("cannot inherit from a partition".to_string());
    }
    if above.name == *name || is_below(edit, &above, name) {
        return refuse(SqlState::DUPLICATE_TABLE, "circular inheritance not allowed", ObjectId::Table(name.clone()));
    }
    if table.inherits.contains(&above.name) {
        let message = format!("relation \"{}\" would be inherited from more than once", above.name.name);
        return refuse(SqlState::DUPLICATE_TABLE, message, ObjectId::Table(name.clone()));
    }
    check_fits(&table, &above)?;
    edit.change_table(name, |own| own.inherits.push(above.name.clone()));
    Ok(())
}

/// Returns whether a table is below `above`, over however many tables.
fn is_below(edit: &Edit<'_>, table: &Table, above: &QualifiedName) -> bool {
    let (mut open, mut seen) = (vec![table.name.clone()], BTreeSet::new());
    while let Some(own) = open.pop().and_then(|name| edit.table(&name).filter(|_| seen.insert(name.clone()))) {
        let parents: Vec<QualifiedName> =
            own.inherits.iter().chain(own.partition.iter().map(|own| &own.parent)).cloned().collect();
        if parents.contains(above) {
            return true;
        }
        open.extend(parents.into_iter().filter(|name| !seen.contains(name)));
    }
    false
}

/// Takes a table from below another.
pub(super) fn no_inherit(edit: &mut Edit<'_>, name: &QualifiedName, reference: &RelationRef) -> Outcome {
    let above = parent(edit, reference)?;
    let Some(table) = edit.table(name) else { return Ok(()) };
    if !table.inherits.contains(&above.name) {
        return not_below(&above.name, "a parent of relation", name);
    }
    let others: Vec<Arc<Table>> =
        table.inherits.iter().filter(|own| **own != above.name).filter_map(|own| edit.table(own).cloned()).collect();
    edit.change_table(name, |own| {
        own.inherits.retain(|parent| *parent != above.name);
        for column in own.columns.iter_mut().filter(|own| above.column(&own.name).is_some()) {
            column.inherited &= others.iter().any(|other| other.column(&column.name).is_some());
        }
        for constraint in own.constraints.values_mut().filter(|own| above.constraints.contains_key(&own.name)) {
            constraint.inherited &= others.iter().any(|other| other.constraints.contains_key(&constraint.name));
        }
    });
    Ok(())
}

/// Adds a new constraint of a table to the tables below it.
pub(super) fn add_to_children(edit: &mut Edit<'_>, table: &QualifiedName, constraint: &Constraint) -> Outcome {
    for child in edit.children(table) {
        propagate_constraint(edit, constraint, &child)?;
    }
    Ok(())
}

/// Returns whether a table is partitioned by the column.
pub(super) fn key_has_column(table: &Table, column: &Name) -> bool {
    let Some(text) = &table.partition_by else { return false };
    words(text).any(|(word, quoted)| word == column.as_str() && (quoted || column.quoted() == word))
}

/// Returns whether a unique key has all columns that the table is partitioned by.
pub(super) fn covers_key(table: &Table, columns: &[Name]) -> bool {
    table.columns.iter().all(|own| !key_has_column(table, &own.name) || columns.contains(&own.name))
}

/// Returns the text of a partition key after the rename of a column.
pub(super) fn rename_in_key(text: &str, from: &Name, to: &Name) -> String {
    let (old, new) = (from.quoted(), to.quoted());
    let mut result = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(&old) {
        let (before, found) = rest.split_at(at);
        let after = found.get(old.len()..).unwrap_or_default();
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '"';
        let is_whole = !before.ends_with(is_word) && !after.starts_with(is_word);
        result.push_str(before);
        result.push_str(if is_whole { &new } else { &old });
        rest = after;
    }
    result.push_str(rest);
    result
}

/// Returns a parent's constraint as its child has it.
pub(super) fn inherited(constraint: &Constraint) -> Constraint {
    let mut own = constraint.clone();
    own.inherited = true;
    own.comment = None;
    own
}

/// Refuses a child that lacks something of its parent (MergeAttributesIntoExisting, MergeConstraintsIntoExisting).
fn check_fits(child: &Table, parent: &Table) -> Outcome {
    let id = |name: &Name| ObjectId::Column(child.name.clone(), name.clone());
    for own in &parent.columns {
        let Some(column) = child.column(&own.name) else {
            let message = format!("child table is missing column \"{}\"", own.name);
            return refuse(SqlState::DATATYPE_MISMATCH, message, id(&own.name));
        };
        let is_unknown = [own, column].iter().any(|own| own.data_type.as_unknown().is_some());
        if column.data_type != own.data_type && !is_unknown {
            let message = format!("child table \"{}\" has different type for column \"{}\"", child.name.name, own.name);
            return refuse(SqlState::DATATYPE_MISMATCH, message, id(&own.name));
        }
        if own.not_null && !column.not_null {
            let message = format!("column \"{}\" in child table must be marked NOT NULL", own.name);
            return refuse(SqlState::DATATYPE_MISMATCH, message, id(&own.name));
        }
    }
    let checks =
        parent.constraints.values().filter(|own| matches!(own.kind, ConstraintKind::Check { no_inherit: false, .. }));
    for own in checks {
        let id = ObjectId::Constraint(child.name.clone(), own.name.clone());
        match child.constraints.get(&own.name) {
            None => {
                let message = format!("child table is missing constraint \"{}\"", own.name);
                return refuse(SqlState::DATATYPE_MISMATCH, message, id);
            }
            Some(known)
                if known.kind != own.kind
                    && known.definition().doubt().is_none()
                    && own.definition().doubt().is_none() =>
            {
                let message = format!(
                    "child table \"{}\" has different definition for check constraint \"{}\"",
                    child.name.name, own.name
                );
                return refuse(SqlState::DATATYPE_MISMATCH, message, id);
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn merge_column(column: &mut Column, own: &Column, parent: &QualifiedName) -> Outcome {
    if column.data_type != own.data_type {
        let message = if column.inherited {
            format!("inherited column \"{}\" has a type conflict", own.name)
        } else {
            format!("column \"{}\" has a type conflict", own.name)
        };
        return refuse(SqlState::DATATYPE_MISMATCH, message, ObjectId::Column(parent.clone(), own.name.clone()));
    }
    column.not_null |= own.not_null;
    if column.default.is_none() {
        column.default.clone_from(&own.default);
    }
    if column.generated.is_none() && column.default.is_none() {
        column.generated.clone_from(&own.generated);
    }
    Ok(())
}

/// In a partition, what the parent has is no longer the partition's own.
fn take_over(table: &mut Table, parent: &Table) {
    for column in &mut table.columns {
        column.inherited |= parent.column(&column.name).is_some();
    }
    for constraint in table.constraints.values_mut() {
        let is_check = matches!(constraint.kind, ConstraintKind::Check { .. });
        constraint.inherited |= is_check && parent.constraints.contains_key(&constraint.name);
    }
}

fn release(table: &mut Table) {
    table.columns.iter_mut().for_each(|own| own.inherited = false);
    table.constraints.values_mut().for_each(|own| own.inherited = false);
}

fn not_below(child: &QualifiedName, what: &str, parent: &QualifiedName) -> Outcome {
    let mut refusal = no_relation(&RelationRef::bare(child.name.clone()), child);
    refusal.message = format!("relation \"{}\" is not {what} \"{}\"", child.name, parent.name);
    Err(refusal)
}

/// Returns the words of a partition key outside of literals, and whether each was in double quotes.
fn words(text: &str) -> impl Iterator<Item = (String, bool)> {
    let mut words = Vec::new();
    let (mut word, mut quote) = (String::new(), None);
    for c in text.chars().chain(std::iter::once(' ')) {
        match quote {
            Some(open) if c == open => {
                if open == '"' {
                    words.push((std::mem::take(&mut word), true));
                }
                quote = None;
                word.clear();
            }
            Some(_) => word.push(c),
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c.is_alphanumeric() || c == '_' => word.push(c),
            None if !word.is_empty() => words.push((std::mem::take(&mut word), false)),
            None => {}
        }
    }
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partition_keys_name_columns() {
        let mut table = Table::new(QualifiedName::public("t"));
        table.partition_by = Some("RANGE (day, \"User\", lower('name'))".to_string());
        let has = |name: &str| key_has_column(&table, &Name::verbatim(name));
        assert!(has("day") && has("User") && !has("name") && !has("da"));
        let renamed = rename_in_key("RANGE (day, days)", &Name::folded("day"), &Name::verbatim("Day"));
        assert_eq!(renamed, "RANGE (\"Day\", days)");
    }
}
