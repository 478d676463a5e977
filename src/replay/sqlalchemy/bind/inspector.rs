//! `inspect(bind)`: answers from the schema that the replay has built so far. Where something about the object is not
//! known, neither is the answer.

use super::inspected_table::of_table;
use super::names_in_part::NamesInPart;
use super::server;
use super::values::{optional_text, text, to_python};
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::python::{Arguments, Outcome, Raise, Unknown as PythonUnknown, Value, Vm};
use crate::schema::{Key, ObjectId, Schema, Stored, Table, Touched};
use crate::schema::{TypeKind, ViewKind};
use crate::source::Place;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Tells whether a table, view or the like is there.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn has_table(vm: &mut Vm, schema: Option<&str>, table: &str, place: &Place) -> Outcome {
    let name = reference(schema, table);
    let full = ask(vm, place, |schema| schema.full_name(&name))?;
    let session = server::session(vm);
    if let Some(unknown) = session.and_then(|own| own.with_recorder(|recorder| recorder.doubt_of_existence(&full))) {
        return Ok(Value::Unknown(to_python(&unknown)));
    }
    let there = ask(vm, place, |schema| matches!(schema.relation(&full), Some(Stored::Table(_) | Stored::View(_))))?;
    Ok(Value::Bool(there))
}

/// Answers a method of the inspector or of the dialect.
///
/// # Errors
/// `NoSuchTableError`, and the exception of an aborted transaction.
pub fn answer(vm: &mut Vm, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
    let schema_at = match name {
        "get_table_names"
        | "get_view_names"
        | "get_sequence_names"
        | "get_enums"
        | "get_materialized_view_names"
        | "get_temp_table_names" => 0,
        _ => 1,
    };
    let schema = match optional_text(arguments.find(schema_at, "schema").as_ref()) {
        Ok(schema) => schema,
        Err(unknown) => return Ok(Value::Unknown(to_python(&unknown).or_at(place))),
    };
    let schema = schema.as_deref();
    match name {
        "get_table_names" => names(vm, schema, place, |stored| matches!(stored, Stored::Table(_))),
        "get_view_names" => {
            names(vm, schema, place, |stored| matches!(stored, Stored::View(view) if view.kind == ViewKind::Plain))
        }
        "get_materialized_view_names" => names(
            vm,
            schema,
            place,
            |stored| matches!(stored, Stored::View(view) if view.kind == ViewKind::Materialized),
        ),
        "get_temp_table_names" => Ok(Value::list(Vec::new())),
        "get_sequence_names" => {
            names(vm, schema, place, |stored| matches!(stored, Stored::Sequence(own) if !own.identity))
        }
        "get_schema_names" => schema_names(vm, place),
        "get_enums" => enums(vm, schema, place),
        "has_index" => has_index(vm, arguments, place, answer),
        "has_schema" => {
            let Some(own) = named(arguments, &["schema_name", "schema"], place)? else { return unknown_name(place) };
            let there = ask(vm, place, |schema| schema.find(&Key::Namespace(Name::verbatim(&own))).is_some())?;
            certain(vm, &ObjectId::Schema(Name::verbatim(&own)), Value::Bool(there))
        }
        "has_sequence" => {
            let Some(own) = named(arguments, &["sequence_name"], place)? else { return unknown_name(place) };
            let full = ask(vm, place, |known| known.full_name(&reference(schema, &own)))?;
            let there = ask(vm, place, |known| matches!(known.relation(&full), Some(Stored::Sequence(_))))?;
            certain(vm, &ObjectId::Sequence(full), Value::Bool(there))
        }
        "has_type" => {
            let Some(own) = named(arguments, &["type_name"], place)? else { return unknown_name(place) };
            let name = reference(schema, &own);
            let there = ask(vm, place, |known| known.find_type(&name))?;
            let full = there
                .clone()
                .unwrap_or_else(|| QualifiedName::new(name.schema.clone().unwrap_or_else(Name::public), name.name));
            certain(vm, &ObjectId::Type(full), Value::Bool(there.is_some()))
        }
        "has_table" => {
            let Some(table) = named(arguments, &["table_name", "tablename"], place)? else {
                return unknown_name(place);
            };
            has_table(vm, schema, &table, place)
        }
        _ => {
            let Some(table) = named(arguments, &["table_name", "tablename"], place)? else {
                return unknown_name(place);
            };
            of_table(vm, name, schema, &table, place)
        }
    }
}

/// Returns the table called `name`.
///
/// # Errors
/// `NoSuchTableError`; the inner error says why nothing is known about it.
pub fn find_table(
    vm: &mut Vm,
    schema: Option<&str>,
    table: &str,
    place: &Place,
) -> Result<Result<Arc<Table>, PythonUnknown>, Raise> {
    let name = reference(schema, table);
    let full = ask(vm, place, |known| known.full_name(&name))?;
    if let Some(unknown) = doubt(vm, &ObjectId::Table(full.clone())) {
        return Ok(Err(unknown));
    }
    if let Some(found) = ask(vm, place, |known| known.table(&full).cloned())? {
        return Ok(Ok(found));
    }
    if ask(vm, place, |known| matches!(known.relation(&full), Some(Stored::View(_))))? {
        return Ok(Err(PythonUnknown::new("what the inspector tells of a view is not modelled", place)));
    }
    // Who asks about a table and catches nothing counts on it.
    if !vm.is_catching()
        && server::assume_table(vm, &full, place)
        && let Some(unknown) = doubt(vm, &ObjectId::Table(full))
    {
        return Ok(Err(unknown));
    }
    Err(server::raise(vm, "NoSuchTableError", table, place))
}

fn names(vm: &mut Vm, schema: Option<&str>, place: &Place, pick: fn(&Stored) -> bool) -> Outcome {
    let own = schema.map_or_else(Name::public, Name::verbatim);
    let unknown = list_doubt(vm, place, is_relation)?;
    let found: Vec<String> = ask(vm, place, |known| {
        known.relations_in(&own).filter(|(_, stored)| pick(stored)).map(|(name, _)| name.name.to_string()).collect()
    })?;
    Ok(match unknown {
        None => Value::list(found.iter().map(Value::str).collect()),
        Some(why) => match doubted(vm, &own, place)? {
            None => Value::Unknown(why),
            Some(doubted) => {
                let known = found.into_iter().filter(|own| !doubted.contains_key(own)).collect();
                Value::foreign(NamesInPart { known, doubted, why, is_changed: Cell::new(false) })
            }
        },
    })
}

/// Returns the names of a schema's relations that may be there or not, and why; nothing where any may.
fn doubted(vm: &mut Vm, own: &Name, place: &Place) -> Result<Option<BTreeMap<String, PythonUnknown>>, Raise> {
    let touched: Option<Vec<QualifiedName>> = ask(vm, place, |schema| {
        let relation = |touched: &Touched| match touched {
            Touched::Everything => None,
            Touched::Table(name) => Some(Some(name.clone())),
            Touched::Object(ObjectId::Table(name) | ObjectId::View(name) | ObjectId::Sequence(name)) => {
                Some(Some(name.clone()))
            }
            Touched::Object(_) => Some(None),
        };
        let all: Option<Vec<_>> = schema.unknown.iter().map(|(touched, _)| relation(touched)).collect();
        all.map(|all| all.into_iter().flatten().filter(|name| name.schema == *own).collect())
    })?;
    let Some(session) = server::session(vm) else { return Ok(None) };
    let doubt = |name: QualifiedName| {
        let doubt = session.with_recorder(|recorder| recorder.doubt_of_existence(&name));
        doubt.map(|own| (name.name.to_string(), to_python(&own)))
    };
    Ok(touched.map(|all| all.into_iter().filter_map(doubt).collect()))
}

fn is_relation(object: &ObjectId) -> bool {
    matches!(object, ObjectId::Table(_) | ObjectId::View(_) | ObjectId::Sequence(_))
}

fn schema_names(vm: &mut Vm, place: &Place) -> Outcome {
    if let Some(unknown) = list_doubt(vm, place, |object| matches!(object, ObjectId::Schema(_)))? {
        return Ok(Value::Unknown(unknown));
    }
    let mut found: Vec<String> = ask(vm, place, |known| {
        known
            .objects()
            .filter_map(|(key, _)| match key {
                Key::Namespace(name) => Some(name.to_string()),
                _ => None,
            })
            .collect()
    })?;
    found.push("information_schema".into());
    found.sort();
    Ok(Value::list(found.iter().map(Value::str).collect()))
}

fn enums(vm: &mut Vm, schema: Option<&str>, place: &Place) -> Outcome {
    let all = schema == Some("*");
    let own = schema.map_or_else(Name::public, Name::verbatim);
    if let Some(unknown) = list_doubt(vm, place, |object| matches!(object, ObjectId::Type(_)))? {
        return Ok(Value::Unknown(unknown));
    }
    let found: Vec<(QualifiedName, Vec<String>)> = ask(vm, place, |known| {
        known
            .objects()
            .filter_map(|(key, stored)| match (key, stored) {
                (Key::Type(name), Stored::Type(own_type)) if all || name.schema == own => match &own_type.kind {
                    TypeKind::Enum { labels } => Some((name.clone(), labels.clone())),
                    _ => None,
                },
                _ => None,
            })
            .collect()
    })?;
    let row = |(name, labels): &(QualifiedName, Vec<String>)| {
        Value::record([
            ("name", Value::str(name.name.as_str())),
            ("schema", Value::str(name.schema.as_str())),
            ("visible", Value::Bool(true)),
            ("labels", Value::list(labels.iter().map(Value::str).collect())),
        ])
    };
    Ok(Value::list(found.iter().map(row).collect()))
}

fn named(arguments: &Arguments, names: &[&str], _place: &Place) -> Result<Option<String>, Raise> {
    let value = names.iter().find_map(|name| arguments.keyword(name)).or_else(|| arguments.positional.first().cloned());
    Ok(value.and_then(|value| text(&value).ok()))
}

fn unknown_name(place: &Place) -> Outcome {
    Ok(Value::Unknown(PythonUnknown::new("which object is asked for is not known", place)))
}

fn certain(vm: &mut Vm, object: &ObjectId, value: Value) -> Outcome {
    Ok(doubt(vm, object).map_or(value, Value::Unknown))
}

pub(super) fn reference(schema: Option<&str>, name: &str) -> RelationRef {
    RelationRef { schema: schema.map(Name::verbatim), name: Name::verbatim(name) }
}

fn doubt(vm: &Vm, object: &ObjectId) -> Option<PythonUnknown> {
    server::session(vm)?.doubt_about(object)
}

/// `has_index(table_name, index_name, schema=None)`: two other questions (SQLAlchemy 2.1 `DefaultDialect.has_index`).
///
/// # Errors
/// As [`answer`].
pub fn has_index(
    vm: &mut Vm,
    arguments: &Arguments,
    place: &Place,
    mut ask: impl FnMut(&mut Vm, &str, &Arguments, &Place) -> Outcome,
) -> Outcome {
    let mut of_table = Arguments::positional(arguments.find(0, "table_name").into_iter().collect());
    of_table.positional.extend(arguments.find(2, "schema"));
    match ask(vm, "has_table", &of_table, place)? {
        Value::Bool(true) => {}
        other => return Ok(other),
    }
    let Some(index) = arguments.find(1, "index_name").and_then(|value| text(&value).ok()) else {
        return unknown_name(place);
    };
    let indexes = ask(vm, "get_indexes", &of_table, place)?;
    Ok(match vm.items(&indexes, place)? {
        Ok(rows) => Value::Bool(rows.iter().any(|row| is_named(row, &index))),
        Err(unknown) => Value::Unknown(unknown),
    })
}

fn is_named(row: &Value, name: &str) -> bool {
    let Value::Dict(row) = row else { return false };
    row.entries.content().is_ok_and(|row| row.find_str("name").and_then(Value::as_str).is_some_and(|own| &*own == name))
}

/// A list of objects is not known where anything at all may have happened, or where one of their kind may be there or not.
///
/// # Errors
/// The exception of an aborted transaction.
pub(super) fn list_doubt(
    vm: &mut Vm,
    place: &Place,
    kind: fn(&ObjectId) -> bool,
) -> Result<Option<PythonUnknown>, Raise> {
    let unknown = ask(vm, place, |schema| {
        schema
            .latest_unknown(|touched, _| match touched {
                Touched::Everything | Touched::Table(_) => true,
                Touched::Object(object) => kind(object),
            })
            .cloned()
    })?;
    Ok(unknown.map(|unknown| to_python(&unknown)))
}

pub(super) fn ask<R>(vm: &mut Vm, place: &Place, question: impl FnOnce(&Schema) -> R) -> Result<R, Raise> {
    match server::session(vm) {
        Some(session) => session.read(vm, place, question),
        None => Ok(question(&Schema::default())),
    }
}
