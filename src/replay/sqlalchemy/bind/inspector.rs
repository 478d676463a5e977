//! `inspect(bind)`: answers from the schema that the replay has built so far. Where something about the object is not
//! known, neither is the answer.

use super::reflect::{self, sql_type};
use super::server;
use super::types::type_value;
use super::values::{optional_text, text, to_python};
use crate::name::{Name, QualifiedName};
use crate::operation::RelationRef;
use crate::python::{Arguments, Foreign, Outcome, Raise, Unknown as PythonUnknown, Value, Vm};
use crate::schema::{
    Attribute, Constraint, ConstraintKind, DataType, Index, Key, KeyTarget, ObjectId, Schema, Stored, Table, Touched,
};
use crate::schema::{TypeKind, ViewKind};
use crate::source::Place;
use std::rc::Rc;
use std::sync::Arc;

/// An inspector.
pub struct InspectorObject;

const METHODS: [&str; 25] = [
    "get_table_names",
    "get_view_names",
    "get_materialized_view_names",
    "get_temp_table_names",
    "get_schema_names",
    "get_sequence_names",
    "get_columns",
    "get_pk_constraint",
    "get_primary_keys",
    "get_foreign_keys",
    "get_unique_constraints",
    "get_check_constraints",
    "get_indexes",
    "get_table_comment",
    "get_enums",
    "get_view_definition",
    "has_table",
    "has_schema",
    "has_index",
    "has_sequence",
    "has_type",
    "get_sorted_table_and_fkc_names",
    "clear_cache",
    "reflect_table",
    "get_multi_columns",
];

/// Returns an inspector.
#[must_use]
pub fn inspector() -> Value {
    super::class::once("inspector", || Value::foreign(InspectorObject))
}

/// Tells whether a table, view or the like is there.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn has_table(vm: &mut Vm, schema: Option<&str>, table: &str, place: &Place) -> Outcome {
    let name = reference(schema, table);
    let full = ask(vm, place, |schema| schema.full_name(&name))?;
    if let Some(unknown) = doubt(vm, &ObjectId::Table(full.clone())) {
        return Ok(Value::Unknown(unknown));
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
        "has_index" => 2,
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
        "clear_cache" => Ok(Value::None),
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
            of_table(vm, name, schema, &table, arguments, place)
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
    match ask(vm, place, |known| known.table(&full).cloned())? {
        Some(found) => Ok(Ok(found)),
        None => Err(server::raise(vm, "NoSuchTableError", table, place)),
    }
}

fn of_table(
    vm: &mut Vm,
    name: &str,
    schema: Option<&str>,
    table: &str,
    arguments: &Arguments,
    place: &Place,
) -> Outcome {
    if matches!(name, "get_columns") {
        let full = ask(vm, place, |known| known.full_name(&reference(schema, table)))?;
        let view = ask(vm, place, |known| matches!(known.relation(&full), Some(Stored::View(_))))?;
        if view {
            return Ok(Value::Unknown(PythonUnknown::new("the columns of a view are not modelled", place)));
        }
    }
    let found = match find_table(vm, schema, table, place)? {
        Ok(found) => found,
        Err(unknown) => return Ok(Value::Unknown(unknown)),
    };
    let constraints = |pick: fn(&ConstraintKind) -> bool| -> Vec<Constraint> {
        found.constraints.values().filter(|own| pick(&own.kind)).cloned().collect()
    };
    match name {
        "get_columns" => columns(vm, &found, place),
        "get_pk_constraint" | "get_primary_keys" => {
            let key = constraints(|kind| matches!(kind, ConstraintKind::PrimaryKey { .. })).into_iter().next();
            let columns = key.as_ref().map(|own| own.kind.clone());
            let columns = match columns {
                Some(ConstraintKind::PrimaryKey { columns, .. }) => texts(&columns),
                _ => Value::list(Vec::new()),
            };
            if name == "get_primary_keys" {
                return Ok(columns);
            }
            let comment = key.as_ref().and_then(|own| own.comment.clone());
            Ok(Value::record([
                ("constrained_columns", columns),
                ("name", key.map_or(Value::None, |own| Value::str(own.name.as_str()))),
                ("comment", comment.map_or(Value::None, Value::str)),
            ]))
        }
        "get_foreign_keys" => {
            let keys = constraints(|kind| matches!(kind, ConstraintKind::ForeignKey(_)));
            if let Some(unknown) =
                keys.iter().find_map(|own| doubt(vm, &ObjectId::Constraint(found.name.clone(), own.name.clone())))
            {
                return Ok(Value::Unknown(unknown));
            }
            let path = ask(vm, place, |known| known.search_path.clone())?;
            Ok(Value::list(keys.iter().filter_map(|own| foreign_key(own, schema, &path)).collect()))
        }
        "get_unique_constraints" => {
            let unique = constraints(|kind| matches!(kind, ConstraintKind::Unique { .. }));
            Ok(Value::list(unique.iter().filter_map(unique_constraint).collect()))
        }
        "get_check_constraints" => {
            let checks = constraints(|kind| matches!(kind, ConstraintKind::Check { .. }));
            let check = |own: &Constraint| {
                let ConstraintKind::Check { expression, .. } = &own.kind else { return None };
                let text = match expression.as_unknown() {
                    Some(unknown) => Value::Unknown(to_python(unknown)),
                    // The server prints it in its own spelling.
                    None => {
                        Value::Unknown(PythonUnknown::new("the server's spelling of a check is not modelled", place))
                    }
                };
                Some(Value::record([
                    ("name", Value::str(own.name.as_str())),
                    ("sqltext", text),
                    ("comment", Value::None),
                ]))
            };
            Ok(Value::list(checks.iter().filter_map(check).collect()))
        }
        "get_indexes" => indexes(vm, &found, place),
        "has_index" => {
            let Some(index) = arguments.find(1, "index_name").and_then(|value| text(&value).ok()) else {
                return unknown_name(place);
            };
            let own = found.name.sibling(Name::verbatim(&index));
            let there = ask(vm, place, |known| known.index(&own).is_some_and(|index| index.table == found.name))?;
            let backs =
                found.constraints.values().any(|constraint| constraint.has_index() && constraint.name == own.name);
            certain(vm, &ObjectId::Index(own), Value::Bool(there || backs))
        }
        "get_table_comment" => {
            let comment = found.comment.as_ref().map_or(Value::None, Value::str);
            Ok(Value::record([("text", comment)]))
        }
        _ => Ok(Value::Unknown(PythonUnknown::new(format!("`{name}` of the inspector is not modelled"), place))),
    }
}

fn columns(vm: &mut Vm, table: &Table, place: &Place) -> Outcome {
    let mut rows = Vec::new();
    for column in &table.columns {
        if let Some(unknown) = doubt(vm, &ObjectId::Column(table.name.clone(), column.name.clone())) {
            return Ok(Value::Unknown(unknown));
        }
        let serial = reflect::is_serial(column);
        let default = match (&column.default, &column.generated) {
            (Some(default), _) if default.as_unknown().is_none() => Value::str(default.to_sql()),
            (Some(default), _) => match default.as_unknown() {
                Some(unknown) => Value::Unknown(to_python(unknown)),
                None => Value::None,
            },
            _ => Value::None,
        };
        let enums = enum_labels(vm, &column.data_type, place)?;
        let mut row = vec![
            ("name", Value::str(column.name.as_str())),
            ("type", type_value(sql_type(&column.data_type, enums))),
            ("nullable", Value::Bool(!column.not_null)),
            ("default", default),
            ("autoincrement", Value::Bool(serial)),
            ("comment", column.comment.as_ref().map_or(Value::None, Value::str)),
        ];
        if let Some(generated) = &column.generated {
            let computed =
                Value::record([("sqltext", Value::str(generated.to_sql())), ("persisted", Value::Bool(true))]);
            row.push(("computed", computed));
        }
        if let Some(identity) = column.identity {
            let always = Value::Bool(identity == crate::schema::Identity::Always);
            row.push(("identity", Value::record([("always", always)])));
        }
        rows.push(Value::record(row));
    }
    Ok(Value::list(rows))
}

/// Returns the labels of an enum type.
///
/// # Errors
/// The exception of an aborted transaction.
pub fn enum_labels(vm: &mut Vm, data_type: &DataType, place: &Place) -> Result<Option<Vec<String>>, Raise> {
    let Some(name) = data_type.user_type().cloned() else { return Ok(None) };
    ask(vm, place, |schema| match schema.type_named(&name).map(|own| &own.kind) {
        Some(TypeKind::Enum { labels }) => Some(labels.clone()),
        _ => None,
    })
}

fn indexes(vm: &mut Vm, table: &Table, place: &Place) -> Outcome {
    let own: Vec<Arc<Index>> = ask(vm, place, |schema| schema.indexes_of(&table.name).cloned().collect())?;
    let mut rows = Vec::new();
    for index in &own {
        if let Some(unknown) = doubt(vm, &ObjectId::Index(index.name.clone())) {
            return Ok(Value::Unknown(unknown));
        }
        let columns = index.keys.iter().map(|key| match &key.target {
            KeyTarget::Column(name) => Value::str(name.as_str()),
            KeyTarget::Expression(_) => Value::None,
        });
        let mut row = vec![
            ("name", Value::str(index.name.name.as_str())),
            ("unique", Value::Bool(index.unique)),
            ("column_names", Value::list(columns.collect())),
            ("include_columns", texts(&index.include)),
            ("dialect_options", Value::dict(crate::python::Entries::default())),
        ];
        let expressions = index.keys.iter().any(|key| matches!(key.target, KeyTarget::Expression(_)));
        if expressions {
            let texts = index.keys.iter().map(|key| match &key.target {
                KeyTarget::Column(name) => Value::str(name.as_str()),
                KeyTarget::Expression(own) => Value::str(own.to_sql()),
            });
            row.push(("expressions", Value::list(texts.collect())));
        }
        rows.push(Value::record(row));
    }
    // The indexes behind unique and exclusion constraints are listed, too; that of the primary key is not.
    for constraint in table.constraints.values() {
        let ConstraintKind::Unique { columns, include, .. } = &constraint.kind else { continue };
        rows.push(Value::record([
            ("name", Value::str(constraint.name.as_str())),
            ("unique", Value::Bool(true)),
            ("column_names", texts(columns)),
            ("include_columns", texts(include)),
            ("duplicates_constraint", Value::str(constraint.name.as_str())),
            ("dialect_options", Value::dict(crate::python::Entries::default())),
        ]));
    }
    Ok(Value::list(rows))
}

fn foreign_key(constraint: &Constraint, asked: Option<&str>, path: &[Name]) -> Option<Value> {
    let ConstraintKind::ForeignKey(own) = &constraint.kind else { return None };
    // A schema of the search path is not named, unless it was asked for by name.
    let visible = path.contains(&own.table.schema);
    let schema = match asked {
        Some(asked) if asked == own.table.schema.as_str() => Value::str(asked),
        _ if visible => Value::None,
        _ => Value::str(own.table.schema.as_str()),
    };
    let mut options = Vec::new();
    if own.on_delete != crate::schema::ReferentialAction::NoAction {
        options.push(("ondelete", Value::str(own.on_delete.as_str())));
    }
    if own.on_update != crate::schema::ReferentialAction::NoAction {
        options.push(("onupdate", Value::str(own.on_update.as_str())));
    }
    Some(Value::record([
        ("name", Value::str(constraint.name.as_str())),
        ("constrained_columns", texts(&own.columns)),
        ("referred_schema", schema),
        ("referred_table", Value::str(own.table.name.as_str())),
        ("referred_columns", texts(&own.referenced)),
        ("options", Value::record(options)),
        ("comment", constraint.comment.as_ref().map_or(Value::None, Value::str)),
    ]))
}

fn unique_constraint(constraint: &Constraint) -> Option<Value> {
    let ConstraintKind::Unique { columns, include, .. } = &constraint.kind else { return None };
    Some(Value::record([
        ("name", Value::str(constraint.name.as_str())),
        ("column_names", texts(columns)),
        ("duplicates_index", Value::None),
        ("include_columns", texts(include)),
        ("comment", constraint.comment.as_ref().map_or(Value::None, Value::str)),
        ("dialect_options", Value::dict(crate::python::Entries::default())),
    ]))
}

fn names(vm: &mut Vm, schema: Option<&str>, place: &Place, pick: fn(&Stored) -> bool) -> Outcome {
    let own = schema.map_or_else(Name::public, Name::verbatim);
    if let Some(unknown) = general_doubt(vm, place)? {
        return Ok(Value::Unknown(unknown));
    }
    let found: Vec<String> = ask(vm, place, |known| {
        known
            .objects()
            .filter_map(|(key, stored)| match key {
                Key::Relation(name) if name.schema == own && pick(stored) => Some(name.name.to_string()),
                _ => None,
            })
            .collect()
    })?;
    Ok(Value::list(found.iter().map(Value::str).collect()))
}

fn schema_names(vm: &mut Vm, place: &Place) -> Outcome {
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
    if let Some(unknown) = general_doubt(vm, place)? {
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

fn reference(schema: Option<&str>, name: &str) -> RelationRef {
    RelationRef { schema: schema.map(Name::verbatim), name: Name::verbatim(name) }
}

fn texts(names: &[Name]) -> Value {
    Value::list(names.iter().map(|name| Value::str(name.as_str())).collect())
}

fn doubt(vm: &Vm, object: &ObjectId) -> Option<PythonUnknown> {
    server::session(vm)?.doubt_about(object)
}

/// A list of all objects is not known where anything at all may have happened, or where one may be there or not.
fn general_doubt(vm: &mut Vm, place: &Place) -> Result<Option<PythonUnknown>, Raise> {
    let unknown = ask(vm, place, |schema| {
        let whole = |touched: &Touched| {
            matches!(
                touched,
                Touched::Everything | Touched::Table(_) | Touched::Object(ObjectId::Table(_) | ObjectId::Type(_))
            )
        };
        schema.unknown.iter().rev().find(|(touched, _)| whole(touched)).map(|(_, unknown)| unknown.clone())
    })?;
    let _ = Attribute::Existence;
    Ok(unknown.map(|unknown| to_python(&unknown)))
}

fn ask<R>(vm: &mut Vm, place: &Place, question: impl FnOnce(&Schema) -> R) -> Result<R, Raise> {
    match server::session(vm) {
        Some(session) => session.read(vm, place, question),
        None => Ok(question(&Schema::default())),
    }
}

impl Foreign for InspectorObject {
    fn type_name(&self) -> &str {
        "Inspector"
    }

    fn has_method(&self, name: &str) -> bool {
        METHODS.contains(&name)
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "default_schema_name" => Value::str("public"),
            "dialect" => super::dialect::dialect(),
            "bind" => super::connection::connection(),
            "engine" => super::connection::engine(),
            "info_cache" => Value::dict(crate::python::Entries::default()),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of the inspector is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        answer(vm, name, &arguments, place)
    }
}
