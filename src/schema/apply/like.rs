//! `LIKE other INCLUDING …` in CREATE TABLE (PostgreSQL 15, `parse_utilcmd.c`: transformTableLikeClause,
//! expandTableLikeClause).

use super::edit::Edit;
use super::{column, constraint};
use crate::name::{Name, QualifiedName};
use crate::operation::{LikeClause, SequenceOptions};
use crate::schema::choose_name::{NewAmong, Stem, index_columns, join_columns};
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::resolve::Relation;
use crate::schema::{Column, Constraint, ConstraintKind, Index, ObjectId, SqlState, Stored, Table, Touched, Unknown};
use std::sync::Arc;

/// Returns the table that is copied.
pub(super) fn source(edit: &mut Edit<'_>, table: &QualifiedName, like: &LikeClause) -> Outcome<Arc<Table>> {
    // The types of a view's columns are not kept; a composite type's are copied too rarely.
    let is_composite = edit.find_relation(&like.table).is_none() && edit.find_type(&like.table).is_some();
    if is_composite || matches!(edit.resolve_relation(&like.table)?, (_, Relation::Stored(Stored::View(_)))) {
        let unknown = Unknown::new("limbeck does not copy the columns of a view or type", None);
        edit.add_unknown(Touched::Table(table.clone()), unknown);
        return Ok(Arc::new(Table::new(table.clone())));
    }
    match edit.resolve_relation(&like.table)? {
        (_, Relation::Stored(Stored::Table(table))) => Ok(Arc::clone(table)),
        (full, _) => {
            let message = format!("relation \"{}\" is invalid in LIKE clause", full.name);
            refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(full))
        }
    }
}

/// Returns the columns of the source as the clause asks for them, and makes the sequences of identity columns.
pub(super) fn columns(
    edit: &mut Edit<'_>,
    table: &QualifiedName,
    like: &LikeClause,
    source: &Table,
) -> Outcome<Vec<Column>> {
    let mut columns = Vec::new();
    for own in &source.columns {
        let mut copy = Column::new(own.name.clone(), own.data_type.clone());
        copy.not_null = own.not_null;
        copy.collation.clone_from(&own.collation);
        if includes(like, "defaults") {
            copy.default.clone_from(&own.default);
        }
        if includes(like, "generated") {
            copy.generated.clone_from(&own.generated);
        }
        if includes(like, "comments") {
            copy.comment.clone_from(&own.comment);
        }
        if let Some(identity) = own.identity.filter(|_| includes(like, "identity")) {
            let sequence = column::identity_sequence(edit, table, &copy, &SequenceOptions::default())?;
            edit.put_sequence(sequence);
            copy.identity = Some(identity);
        }
        columns.push(copy);
    }
    Ok(columns)
}

/// Copies the constraints and indexes that the clause asks for into a table that is there.
pub(super) fn copy_rest(edit: &mut Edit<'_>, name: &QualifiedName, like: &LikeClause, source: &Table) -> Outcome {
    let mut constraints: Vec<&Constraint> = source.constraints.values().collect();
    constraints.sort_by_key(|own| !matches!(own.kind, ConstraintKind::PrimaryKey { .. }));
    for own in constraints {
        let is_wanted = match own.kind {
            ConstraintKind::Check { .. } => includes(like, "constraints"),
            ConstraintKind::ForeignKey(_) => false,
            _ => includes(like, "indexes"),
        };
        let Some(table) = edit.table(name).filter(|_| is_wanted).cloned() else { continue };
        let mut copy = own.clone();
        copy.inherited = false;
        copy.validated = true;
        copy.comment = own.comment.clone().filter(|_| includes(like, "comments"));
        if copy.has_index() {
            copy.name = constraint::choose(edit, &table, &own.kind);
        }
        constraint::put(edit, &table, copy)?;
    }
    if includes(like, "indexes") {
        let indexes: Vec<Arc<Index>> = edit.indexes_of(&source.name).cloned().collect();
        for own in indexes {
            let columns = index_columns(&own.keys, &own.include);
            let addition = join_columns(columns.iter().map(String::as_str));
            let stem = Stem { table: name, addition: Some(&addition), label: "idx" };
            let mut copy = Index::clone(&own);
            copy.name = name.sibling(edit.choose_name(stem, NewAmong::Relations, &[]));
            copy.table = name.clone();
            copy.inherited = false;
            copy.comment = own.comment.clone().filter(|_| includes(like, "comments"));
            edit.put_index(copy);
        }
    }
    if includes(like, "statistics") {
        copy_statistics(edit, name, source);
    }
    Ok(())
}

fn copy_statistics(edit: &mut Edit<'_>, name: &QualifiedName, source: &Table) {
    use crate::schema::{Key, Other};
    let copies: Vec<Other> = edit
        .dependents(&Key::Relation(source.name.clone()))
        .filter_map(|key| match edit.find(key) {
            Some(Stored::Other(own)) if own.kind == "statistics" => Some(Other::clone(own)),
            _ => None,
        })
        .collect();
    for own in copies {
        let columns: Vec<&str> = own.definition.columns().map(Name::as_str).collect();
        let addition = join_columns(columns);
        let stem = Stem { table: name, addition: Some(&addition), label: "stat" };
        let full = name.sibling(edit.choose_name(stem, NewAmong::Relations, &[]));
        let copy = Other { name: full.clone(), table: Some(name.clone()), comment: None, ..own };
        edit.put(Key::Other(copy.kind.clone(), full), Stored::Other(Arc::new(copy)));
    }
}

fn includes(like: &LikeClause, what: &str) -> bool {
    like.including.iter().any(|own| own == what || own == "all")
}
