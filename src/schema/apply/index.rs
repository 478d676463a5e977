//! CREATE INDEX, and indexes that become constraints (PostgreSQL 15, `indexcmds.c`: DefineIndex).

use super::clone::propagate_index;
use super::column::check_functions;
use super::constraint;
use super::edit::Edit;
use super::partition::covers_key;
use super::uses::is_like;
use crate::name::{Name, QualifiedName};
use crate::operation::{ConstraintDefinition, IfNotExists, IndexDefinition, RelationRef};
use crate::schema::brought::{Kind, Presence};
use crate::schema::cast::{class_accepts, has_default_class};
use crate::schema::choose_name::{NewAmong, Stem, index_columns, join_columns};
use crate::schema::refuse::{Outcome, refuse, relation_exists};
use crate::schema::resolve::Relation;
use crate::schema::{
    Constraint, ConstraintKind, Direction, Index, IndexKey, Key, KeyTarget, NullsOrder, ObjectId, SqlState, Stored,
    Table, ViewKind,
};

/// Creates an index.
pub(super) fn create(edit: &mut Edit<'_>, definition: &IndexDefinition) -> Outcome {
    let (table, relation) = edit.resolve_relation(&definition.table)?;
    match relation {
        Relation::Stored(Stored::Table(own)) => {
            if own.server.is_some() {
                return not_indexable(table);
            }
            check_expressions(own, definition)?;
            check_method(edit, &table, definition)?;
            check_targets(edit, own, definition)?;
        }
        Relation::Stored(Stored::View(view)) if view.kind == ViewKind::Materialized => {
            check_method(edit, &table, definition)?;
            check_view_targets(&table, view.columns.as_deref(), definition)?;
        }
        _ => return not_indexable(table),
    }
    let name = match &definition.name {
        Some(name) => table.sibling(name.clone()),
        None => {
            let columns = index_columns(&definition.keys, &definition.include);
            let addition = join_columns(columns.iter().map(String::as_str));
            let stem = Stem { table: &table, addition: Some(&addition), label: "idx" };
            table.sibling(edit.choose_name(stem, NewAmong::Relations, &[]))
        }
    };
    if edit.is_relation_name_taken(&name) {
        return match definition.existing {
            IfNotExists::Skip => Ok(()),
            IfNotExists::Fail => Err(relation_exists(&name)),
        };
    }
    let mut index = Index::new(name, table);
    index.method.clone_from(&definition.method);
    let on = edit.table(&index.table).cloned();
    index.keys = definition.keys.iter().map(|key| normalise(key, on.as_deref())).collect();
    index.include.clone_from(&definition.include);
    index.unique = definition.unique;
    index.nulls_distinct = definition.nulls_distinct;
    index.predicate.clone_from(&definition.predicate);
    index.options.clone_from(&definition.options);
    index.options.sort();
    let children = edit.children(&index.table);
    // On a partitioned table alone it is of no use until its partitions' indexes are attached.
    // Without partitions nothing is left to be attached (`DefineIndex`, indexcmds.c).
    let is_partitioned = edit.table(&index.table).is_some_and(|own| own.partition_by.is_some());
    index.valid = !(definition.only && is_partitioned && !edit.children(&index.table).is_empty());
    edit.put_index(index.clone());
    if !definition.only {
        for child in children {
            propagate_index(edit, &index, &child);
        }
    }
    Ok(())
}

/// Makes an index of a partition part of its parent's (`ALTER INDEX … ATTACH PARTITION`).
pub(super) fn attach(edit: &mut Edit<'_>, parent: &RelationRef, child: &RelationRef) -> Outcome {
    let (parent, _) = edit.resolve_relation(parent)?;
    let (child, relation) = edit.resolve_relation(child)?;
    match relation {
        Relation::ConstraintIndex(table) => {
            let table = table.name.clone();
            edit.change_table(&table, |table| {
                table.constraints.get_mut(&child.name).into_iter().for_each(|own| own.inherited = true);
            });
        }
        Relation::Stored(Stored::Index(index)) => {
            let mut index = Index::clone(index);
            index.inherited = true;
            edit.put_index(index);
        }
        Relation::Stored(_) => {
            let message = format!("\"{}\" is not an index", child.name);
            return refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Index(child));
        }
    }
    if let Some(own) = edit.index(&parent).cloned() {
        let attached =
            |table: &QualifiedName| edit.indexes_of(table).any(|other| other.inherited && is_like(other, &own));
        let valid = edit.children(&own.table).iter().all(attached);
        if valid && !own.valid {
            edit.put_index(Index { valid, ..Index::clone(&own) });
        }
    }
    Ok(())
}

/// Makes a unique index a constraint, which takes its place (`ADD CONSTRAINT … USING INDEX`).
pub(super) fn into_constraint(
    edit: &mut Edit<'_>,
    table: &Table,
    definition: &ConstraintDefinition,
    index: &Name,
    primary: bool,
) -> Outcome<Name> {
    let full = table.name.sibling(index.clone());
    let id = || ObjectId::Index(full.clone());
    let Some(own) = edit.index(&full).cloned() else {
        if edit.constraint_index(&full).is_some() {
            let message = format!("index \"{index}\" is already associated with a constraint");
            return refuse(SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE, message, id());
        }
        return refuse(SqlState::UNDEFINED_OBJECT, format!("index \"{index}\" does not exist"), id());
    };
    let complaint = if own.table != table.name {
        Some((
            SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE,
            format!("index \"{index}\" does not belong to table \"{}\"", table.name.name),
        ))
    } else if !own.valid {
        Some((SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE, format!("index \"{index}\" is not valid")))
    } else if !own.unique {
        Some((SqlState::WRONG_OBJECT_TYPE, format!("\"{index}\" is not a unique index")))
    } else if own.keys.iter().any(|key| matches!(key.target, KeyTarget::Expression(_))) {
        Some((SqlState::WRONG_OBJECT_TYPE, format!("index \"{index}\" contains expressions")))
    } else if own.predicate.is_some() {
        Some((SqlState::WRONG_OBJECT_TYPE, format!("\"{index}\" is a partial index")))
    } else {
        own.keys.iter().position(|key| !is_plain(key)).map(|at| {
            let message = format!("index \"{index}\" column number {} does not have default sorting behavior", at + 1);
            (SqlState::WRONG_OBJECT_TYPE, message)
        })
    };
    if let Some((state, message)) = complaint {
        return refuse(state, message, id());
    }
    if primary && constraint::has_primary_key(table) {
        return Err(constraint::second_primary_key(&table.name));
    }
    let columns = own.keys.iter().filter_map(|key| match &key.target {
        KeyTarget::Column(name) => Some(name.clone()),
        KeyTarget::Expression(_) => None,
    });
    let (columns, include) = (columns.collect(), own.include.clone());
    let kind = if primary {
        ConstraintKind::PrimaryKey { columns, include }
    } else {
        ConstraintKind::Unique { columns, include, nulls_distinct: own.nulls_distinct }
    };
    let mut made = Constraint::new(definition.name.clone().unwrap_or_else(|| index.clone()), kind);
    made.deferrability = definition.deferrability;
    edit.remove(Key::Relation(full));
    constraint::put(edit, table, made)
}

/// Refuses a key whose columns have types that no index can order.
pub(super) fn check_key_types(edit: &Edit<'_>, table: &Table, constraint: &Constraint) -> Outcome {
    let columns = constraint.key_columns().unwrap_or_default();
    columns.iter().try_for_each(|name| check_class(edit, table, name, "btree"))
}

/// Refuses a key whose column its operator class does not take, or that the method has no default class for.
pub(super) fn check_key(edit: &Edit<'_>, table: &Table, key: &IndexKey, method: &str) -> Outcome {
    let KeyTarget::Column(column) = &key.target else { return Ok(()) };
    let Some(class) = key.class() else { return check_class(edit, table, column, method) };
    let class = class_name(class);
    match table.column(column) {
        Some(own) if !class_accepts(edit, class, &own.data_type) => {
            let mut shown = own.data_type.clone();
            shown.modifiers.clear();
            let message = format!("operator class \"{class}\" does not accept data type {shown}");
            refuse(SqlState::DATATYPE_MISMATCH, message, ObjectId::Column(table.name.clone(), column.clone()))
        }
        _ => Ok(()),
    }
}

/// Refuses operator classes that a well-known extension would bring and does not.
fn check_class_names(edit: &Edit<'_>, table: &QualifiedName, definition: &IndexDefinition) -> Outcome {
    for class in definition.keys.iter().filter_map(|key| key.class()) {
        let name = class_name(class);
        if edit.presence(Kind::OperatorClass, name) == Presence::Absent {
            let message =
                format!("operator class \"{name}\" does not exist for access method \"{}\"", definition.method);
            return refuse(SqlState::UNDEFINED_OBJECT, message, ObjectId::Table(table.clone()));
        }
    }
    Ok(())
}

/// Returns an operator class without its schema and its options.
fn class_name(class: &str) -> &str {
    let name = class.split('(').next().unwrap_or(class).trim();
    name.rsplit('.').next().unwrap_or(name)
}

fn check_class(edit: &Edit<'_>, table: &Table, column: &Name, method: &str) -> Outcome {
    match table.column(column) {
        Some(own) if !has_default_class(edit, method, &own.data_type) => {
            let mut shown = own.data_type.clone();
            shown.modifiers.clear();
            let message = format!("data type {shown} has no default operator class for access method \"{method}\"");
            refuse(SqlState::UNDEFINED_OBJECT, message, ObjectId::Column(table.name.clone(), column.clone()))
        }
        _ => Ok(()),
    }
}

/// The order of PostgreSQL's looks: the predicate, expressions, the method, then plain columns.
fn check_expressions(table: &Table, definition: &IndexDefinition) -> Outcome {
    definition.predicate.iter().try_for_each(|own| constraint::check_expression(table, own))?;
    definition.keys.iter().try_for_each(|key| match &key.target {
        KeyTarget::Expression(expression) => constraint::check_expression(table, expression),
        KeyTarget::Column(_) => Ok(()),
    })
}

fn check_targets(edit: &Edit<'_>, table: &Table, definition: &IndexDefinition) -> Outcome {
    let missing = |name: &Name| {
        let id = ObjectId::Column(table.name.clone(), name.clone());
        refuse(SqlState::UNDEFINED_COLUMN, format!("column \"{name}\" does not exist"), id)
    };
    for key in &definition.keys {
        match &key.target {
            KeyTarget::Column(name) if table.column(name).is_none() => return missing(name),
            KeyTarget::Column(_) | KeyTarget::Expression(_) => {}
        }
    }
    if let Some(name) = definition.include.iter().find(|name| table.column(name).is_none()) {
        return missing(name);
    }
    let columns: Option<Vec<Name>> = definition
        .keys
        .iter()
        .map(|key| match &key.target {
            KeyTarget::Column(name) => Some(name.clone()),
            KeyTarget::Expression(_) => None,
        })
        .collect();
    check_class_names(edit, &table.name, definition)?;
    if definition.unique && table.partition_by.is_some() && columns.is_some_and(|own| !covers_key(table, &own)) {
        let message = "unique constraint on partitioned table must include all partitioning columns";
        return refuse(SqlState::FEATURE_NOT_SUPPORTED, message, ObjectId::Table(table.name.clone()));
    }
    for key in &definition.keys {
        if let KeyTarget::Expression(expression) = &key.target {
            check_functions(edit, &table.name, Some(expression))?;
        }
        check_key(edit, table, key, definition.method.as_str())?;
    }
    Ok(())
}

fn check_view_targets(view: &QualifiedName, columns: Option<&[Name]>, definition: &IndexDefinition) -> Outcome {
    let Some(columns) = columns else { return Ok(()) };
    for key in &definition.keys {
        if let KeyTarget::Column(name) = &key.target
            && !columns.contains(name)
        {
            let id = ObjectId::Column(view.clone(), name.clone());
            return refuse(SqlState::UNDEFINED_COLUMN, format!("column \"{name}\" does not exist"), id);
        }
    }
    Ok(())
}

fn check_method(edit: &Edit<'_>, table: &QualifiedName, definition: &IndexDefinition) -> Outcome {
    let method = definition.method.as_str();
    let id = || ObjectId::Table(table.clone());
    let is_builtin = matches!(method, "btree" | "hash" | "gist" | "gin" | "spgist" | "brin");
    let is_there = is_builtin
        || match edit.presence(Kind::AccessMethod, method) {
            Presence::Present => true,
            Presence::Absent => false,
            Presence::Unlisted => edit.unlisted_extension().is_some(),
        };
    if !is_there {
        return refuse(SqlState::UNDEFINED_OBJECT, format!("access method \"{method}\" does not exist"), id());
    }
    if is_builtin {
        let unable = if definition.unique && method != "btree" {
            Some("unique indexes")
        } else if !definition.include.is_empty() && !matches!(method, "btree" | "gist" | "spgist") {
            Some("included columns")
        } else if definition.keys.len() > 1 && matches!(method, "hash" | "spgist") {
            Some("multicolumn indexes")
        } else if method != "btree" && definition.keys.iter().any(|key| key.direction == Direction::Descending) {
            Some("ASC/DESC options")
        } else if method != "btree" && definition.keys.iter().any(|key| key.nulls != NullsOrder::Default) {
            Some("NULLS FIRST/LAST options")
        } else {
            None
        };
        if let Some(what) = unable {
            let message = format!("access method \"{method}\" does not support {what}");
            return refuse(SqlState::FEATURE_NOT_SUPPORTED, message, id());
        }
    }
    Ok(())
}

fn not_indexable(relation: QualifiedName) -> Outcome {
    let message = format!("cannot create index on relation \"{}\"", relation.name);
    refuse(SqlState::WRONG_OBJECT_TYPE, message, ObjectId::Table(relation))
}

/// Returns the key with the order of nulls only where it is not the direction's own.
/// Returns the key without the order and the collation that it has anyway.
fn normalise(key: &IndexKey, table: Option<&Table>) -> IndexKey {
    let mut key = key.clone();
    if let (KeyTarget::Column(name), Some(table)) = (&key.target, table)
        && table.column(name).is_some_and(|own| own.collation.is_some() && own.collation == key.collation)
    {
        key.collation = None;
    }
    let is_default = matches!(
        (key.direction, key.nulls),
        (Direction::Ascending, NullsOrder::Last) | (Direction::Descending, NullsOrder::First)
    );
    if is_default {
        key.nulls = NullsOrder::Default;
    }
    key
}

fn is_plain(key: &IndexKey) -> bool {
    key.operator_class.is_none()
        && key.collation.is_none()
        && key.direction == Direction::Ascending
        && key.nulls == NullsOrder::Default
}
