//! What a table below another gets from it: its indexes, keys and checks under names of their own (PostgreSQL 15,
//! `tablecmds.c`: AttachPartitionEnsureIndexes, CloneForeignKeyConstraints; `parse_utilcmd.c`: generateClonedIndexStmt).

use super::edit::Edit;
use super::partition::{add_to_children, inherited};
use super::uses::is_like;
use super::{constraint, foreign_key};
use crate::name::QualifiedName;
use crate::schema::choose_name::{NewAmong, Stem, index_columns, join_columns};
use crate::schema::refuse::{Outcome, constraint_exists};
use crate::schema::{Constraint, ConstraintKind, Index, Table};

/// Gives a partition the indexes, keys and foreign keys of its parent; those it has already become the parent's.
pub(super) fn clone_to_partition(edit: &mut Edit<'_>, parent: &Table, child: &QualifiedName) -> Outcome {
    let ranks = |own: &&Constraint| match own.kind {
        ConstraintKind::PrimaryKey { .. } => 0,
        ConstraintKind::Unique { .. } | ConstraintKind::Exclude { .. } => 1,
        ConstraintKind::ForeignKey(_) | ConstraintKind::Check { .. } => 2,
    };
    let mut constraints: Vec<&Constraint> =
        parent.constraints.values().filter(|own| !matches!(own.kind, ConstraintKind::Check { .. })).collect();
    constraints.sort_by_key(ranks);
    for own in constraints {
        propagate_constraint(edit, own, child)?;
    }
    let indexes: Vec<_> = edit.indexes_of(&parent.name).cloned().collect();
    for index in indexes {
        propagate_index(edit, &index, child);
    }
    Ok(())
}

/// Gives a child one constraint of its parent, and the tables below the child.
pub(super) fn propagate_constraint(edit: &mut Edit<'_>, own: &Constraint, child: &QualifiedName) -> Outcome {
    let Some(table) = edit.table(child).cloned() else { return Ok(()) };
    let is_partition = table.partition.is_some();
    let mut made = inherited(own);
    match &own.kind {
        ConstraintKind::Check { no_inherit: true, .. } => return Ok(()),
        ConstraintKind::Check { .. } => match table.constraints.get(&own.name) {
            Some(known) if known.kind == own.kind => {
                edit.change_table(child, |table| {
                    table.constraints.get_mut(&own.name).into_iter().for_each(|known| known.inherited |= is_partition);
                });
                return Ok(());
            }
            Some(_) => return Err(constraint_exists(&table, &own.name)),
            None => {}
        },
        // Keys and foreign keys reach partitions only.
        _ if !is_partition => return Ok(()),
        _ => {
            let same = table
                .constraints
                .values()
                .find(|known| !known.inherited && known.kind == own.kind && known.deferrability == own.deferrability);
            if let Some(same) = same {
                let name = same.name.clone();
                edit.change_table(child, |table| {
                    table.constraints.get_mut(&name).into_iter().for_each(|known| known.inherited = true);
                });
                return Ok(());
            }
            if matches!(own.kind, ConstraintKind::PrimaryKey { .. }) && constraint::has_primary_key(&table) {
                return Err(constraint::second_primary_key(child));
            }
            if !matches!(own.kind, ConstraintKind::ForeignKey(_)) || table.constraints.contains_key(&own.name) {
                made.name = constraint::choose(edit, &table, &own.kind);
            }
        }
    }
    if let ConstraintKind::ForeignKey(own) = &made.kind
        && let Some(target) = edit.table(&own.table)
    {
        foreign_key::check_types(edit, &table, target, Some(&made.name), own)?;
    }
    constraint::put(edit, &table, made.clone())?;
    add_to_children(edit, child, &made)
}

/// Gives a partition an index of its parent, under the name PostgreSQL chooses, and the tables below it.
pub(super) fn propagate_index(edit: &mut Edit<'_>, parent: &Index, child: &QualifiedName) {
    if edit.table(child).is_none_or(|own| own.partition.is_none()) {
        return;
    }
    let same = edit.indexes_of(child).find(|own| !own.inherited && own.valid && is_like(own, parent)).cloned();
    let made = match same {
        Some(same) => {
            let mut same = Index::clone(&same);
            same.inherited = true;
            edit.put_index(same);
            return;
        }
        None => {
            let columns = index_columns(&parent.keys, &parent.include);
            let addition = join_columns(columns.iter().map(String::as_str));
            let stem = Stem { table: child, addition: Some(&addition), label: "idx" };
            let mut made = parent.clone();
            made.name = child.sibling(edit.choose_name(stem, NewAmong::Relations, &[]));
            made.table = child.clone();
            made.inherited = true;
            made.comment = None;
            made
        }
    };
    edit.put_index(made.clone());
    for below in edit.children(child) {
        propagate_index(edit, &made, &below);
    }
}
