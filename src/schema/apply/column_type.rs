//! ALTER COLUMN … TYPE (PostgreSQL 15, `tablecmds.c`: ATPrepAlterColumnType, ATExecAlterColumnType): what the column's
//! default, keys, views and policies allow.

use super::edit::Edit;
use super::uses::{constraint_has_column, index_has_column};
use super::{alter_column, column, foreign_key, index, partition, settle};
use crate::name::{Name, QualifiedName, quote_literal};
use crate::operation::{Scope, TypeRef};
use crate::schema::cast::{STRINGS, can_assign};
use crate::schema::refuse::{Outcome, refuse};
use crate::schema::{
    Column, ConstraintKind, DataType, Expression, Key, ObjectId, Part, SqlState, Stored, Table, TypeBase, Unknown,
};
use std::sync::Arc;

/// The type a column is to have.
pub(super) struct Wanted<'a> {
    pub data_type: &'a TypeRef,
    pub collation: Option<&'a Name>,
    pub using: Option<&'a Expression>,
}

/// Changes the type of a column and of its likes in the tables below.
pub(super) fn set_type(
    edit: &mut Edit<'_>,
    table: &QualifiedName,
    name: &Name,
    scope: Scope,
    wanted: &Wanted<'_>,
) -> Outcome {
    let Some(own) = edit.table(table).cloned() else { return Ok(()) };
    let Some(column) = own.column(name) else { return Ok(()) };
    if let TypeRef::Serial(data_type) = wanted.data_type {
        let serial = match data_type.to_sql().as_str() {
            "smallint" => "smallserial",
            "bigint" => "bigserial",
            _ => "serial",
        };
        let message = format!("type \"{serial}\" does not exist");
        return refuse(SqlState::UNDEFINED_OBJECT, message, id(&own, name));
    }
    if column.inherited {
        let message = format!("cannot alter inherited column \"{name}\"");
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id(&own, name));
    }
    if partition::key_has_column(&own, name) {
        let message = format!(
            "cannot alter column \"{name}\" because it is part of the partition key of relation \"{}\"",
            table.name
        );
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id(&own, name));
    }
    let data_type = edit.resolve_type(wanted.data_type)?;
    if scope == Scope::Only && !edit.children(table).is_empty() {
        let message = format!("type of inherited column \"{name}\" must be changed in child tables too");
        return refuse(SqlState::INVALID_TABLE_DEFINITION, message, id(&own, name));
    }
    change(edit, &own, name, &data_type, wanted)
}

fn change(edit: &mut Edit<'_>, table: &Arc<Table>, name: &Name, to: &DataType, wanted: &Wanted<'_>) -> Outcome {
    let Some(column) = table.column(name) else { return Ok(()) };
    if let Some(mut sequence) = column.identity.and_then(|_| alter_column::sequence_of(edit, table, name)) {
        let options =
            crate::operation::SequenceOptions { data_type: Some(TypeRef::Resolved(to.clone())), ..Default::default() };
        // The sequence's type is changed before the column's.
        column::check_identity_type(&table.name, name, to)?;
        super::sequence::change(edit, &mut sequence, &options)?;
        edit.put_sequence(sequence);
    }
    check_cast(edit, table, column, to, wanted)?;
    check_default(edit, table, column, to)?;
    check_users(edit, table, name)?;
    settle::settle(edit, table, name, to);
    edit.change_table(&table.name, |own| {
        if let Some(column) = own.column_mut(name) {
            if let Some(default) = &mut column.default {
                adapt_default(default, &column.data_type, to);
            }
            column.data_type = to.clone();
            column.collation = wanted.collation.cloned();
        }
    });
    check_keys(edit, &table.name, name)?;
    for child in edit.children(&table.name) {
        if let Some(child) = edit.table(&child).cloned() {
            change(edit, &child, name, to, wanted)?;
        }
    }
    Ok(())
}

fn check_cast(edit: &Edit<'_>, table: &Table, column: &Column, to: &DataType, wanted: &Wanted<'_>) -> Outcome {
    if let Some(using) = wanted.using {
        return super::constraint::check_expression(table, using);
    }
    if column.generated.is_some() || can_assign(edit, &column.data_type, to) {
        return Ok(());
    }
    let message = format!("column \"{}\" cannot be cast automatically to type {}", column.name, shown(edit, to));
    refuse(SqlState::DATATYPE_MISMATCH, message, id(table, &column.name))
}

/// The default is converted by assignment even where `USING` says how to convert the rows. What counts is its own
/// type, which is the column's unless it was converted silently to become a default.
fn check_default(edit: &Edit<'_>, table: &Table, column: &Column, to: &DataType) -> Outcome {
    let Some(default) = &column.default else { return Ok(()) };
    if default.as_unknown().is_some() {
        return Ok(());
    }
    let own = own_type(default).unwrap_or_else(|| column.data_type.clone());
    if can_assign(edit, &own, to) {
        return Ok(());
    }
    let message =
        format!("default for column \"{}\" cannot be cast automatically to type {}", column.name, shown(edit, to));
    refuse(SqlState::DATATYPE_MISMATCH, message, id(table, &column.name))
}

/// Returns the type of a default that is not an untyped literal, where its text shows it.
fn own_type(default: &Expression) -> Option<DataType> {
    if let [Part::Text(text), Part::Sequence(_), ..] = default.parts.as_slice()
        && text.starts_with("nextval")
    {
        return Some(DataType::builtin("bigint"));
    }
    let text = default.to_sql();
    let digits = text.trim_start_matches(['-', '(', ' ']).trim_end_matches([')', ' ']);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(DataType::builtin(if digits.len() > 9 { "bigint" } else { "integer" }));
    }
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Some(DataType::builtin("numeric"));
    }
    None
}

/// The stored default keeps the type it had: what went without saying before must be said now, and the other way round.
fn adapt_default(default: &mut Expression, from: &DataType, to: &DataType) {
    let is_citext = |own: &DataType| matches!(&own.base, TypeBase::User(name) if name.name.as_str() == "citext");
    let is_string = |own: &DataType| STRINGS.iter().any(|name| own.is_builtin(name)) || is_citext(own);
    let rounds = |own: &DataType| own.is_builtin("real") || own.is_builtin("double precision");
    let is_whole = |own: &DataType| ["smallint", "integer", "bigint"].iter().any(|name| own.is_builtin(name));
    if rounds(from) && is_whole(to) && own_type(default).is_some_and(|own| own.is_builtin("numeric")) {
        // `0.5` that was made a `numeric` becomes 1, what was made a `double precision` becomes 0.
        let why = "a number with a fraction, rounded as its first type does: `0.5` and `'0.5'` differ";
        *default = Expression::unknown(Unknown::new(why, None));
        return;
    }
    let becomes_string = is_string(to) && !to.array;
    if becomes_string && !is_string(from) && own_type(default).is_some() {
        // A number that becomes text is the text of the number.
        if let [Part::Text(text)] = default.parts.as_slice() {
            *default = Expression::text(quote_literal(text));
        }
        return;
    }
    let is_same = from.base == to.base && from.array == to.array || is_string(from) && is_string(to);
    let is_literal = matches!(default.parts.as_slice(), [Part::Text(text)] if is_bare_literal(text));
    if is_same || !is_literal {
        return;
    }
    let array = if from.array { "[]" } else { "" };
    default.parts.push(Part::Text("::".to_string()));
    match &from.base {
        TypeBase::Builtin(name) => default.parts.push(Part::Text(format!("{name}{array}"))),
        TypeBase::User(name) => {
            default.parts.push(Part::Type(name.clone()));
            if from.array {
                default.parts.push(Part::Text(array.to_string()));
            }
        }
        TypeBase::Unknown(unknown) => default.parts.push(Part::Unknown(unknown.clone())),
    }
    default.join_texts();
}

fn is_bare_literal(text: &str) -> bool {
    let inner = text.strip_prefix('E').unwrap_or(text).strip_prefix('\'').and_then(|own| own.strip_suffix('\''));
    inner.is_some_and(|own| !own.replace("''", "").replace("\\'", "").contains('\''))
}

/// Refuses where a generated column, a view, a trigger or a policy reads the column.
fn check_users(edit: &Edit<'_>, table: &Table, name: &Name) -> Outcome {
    let has = |own: &Expression| own.columns().any(|column| column == name);
    let by_generated = table.columns.iter().any(|own| own.generated.as_ref().is_some_and(has));
    let by_trigger = table.triggers.values().any(|own| has(&own.definition));
    let by_policy = table.policies.values().any(|own| own.using.iter().chain(&own.with_check).any(has));
    let by_view = || {
        edit.dependents(&Key::Relation(table.name.clone())).any(|key| match edit.find(key) {
            Some(Stored::View(view)) => {
                view.reads.iter().any(|(own, columns)| *own == table.name && columns.contains(name))
            }
            _ => false,
        })
    };
    let message = if by_generated {
        "cannot alter type of a column used by a generated column"
    } else if by_view() {
        "cannot alter type of a column used by a view or rule"
    } else if by_trigger {
        "cannot alter type of a column used in a trigger definition"
    } else if by_policy {
        "cannot alter type of a column used in a policy definition"
    } else {
        return Ok(());
    };
    refuse(SqlState::FEATURE_NOT_SUPPORTED, message, id(table, name))
}

/// PostgreSQL makes the column's indexes and foreign keys anew, and may find that they do not work with the new type.
fn check_keys(edit: &Edit<'_>, table: &QualifiedName, name: &Name) -> Outcome {
    let Some(own) = edit.table(table) else { return Ok(()) };
    for constraint in own.constraints.values().filter(|own| constraint_has_column(own, name)) {
        index::check_key_types(edit, own, constraint)?;
    }
    for index in edit.indexes_of(table).filter(|own| index_has_column(own, name)) {
        index.keys.iter().try_for_each(|key| index::check_key(edit, own, key, index.method.as_str()))?;
    }
    let others = edit.dependents(&Key::Relation(table.clone())).filter_map(|key| match edit.find(key) {
        Some(Stored::Table(other)) => Some(other),
        _ => None,
    });
    for other in others.chain(std::iter::once(own)) {
        for constraint in other.constraints.values() {
            let ConstraintKind::ForeignKey(key) = &constraint.kind else { continue };
            let is_own = other.name == *table && key.columns.contains(name);
            let is_target = key.table == *table && key.referenced.contains(name);
            if let Some(target) = edit.table(&key.table).filter(|_| is_own || is_target) {
                foreign_key::check_types(edit, other, target, Some(&constraint.name), key)?;
            }
        }
    }
    Ok(())
}

/// Returns a type as messages show it: without modifiers, with its schema only where it is not in the search path.
fn shown(edit: &Edit<'_>, data_type: &DataType) -> String {
    let array = if data_type.array { "[]" } else { "" };
    match data_type.user_type() {
        Some(name) => format!("{}{array}", edit.show(name)),
        None => {
            let mut plain = data_type.clone();
            plain.modifiers.clear();
            plain.to_sql()
        }
    }
}

fn id(table: &Table, column: &Name) -> ObjectId {
    ObjectId::Column(table.name.clone(), column.clone())
}
