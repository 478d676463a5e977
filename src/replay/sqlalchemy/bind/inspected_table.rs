//! What the inspector tells about one table: columns, keys, constraints, indexes.

use super::check_text::CheckText;
use super::inspector::{ask, find_table};
use super::reflect::{self, sql_type};
use super::types::type_value;
use super::values::to_python;
use crate::name::{Name, QualifiedName};
use crate::python::{Outcome, Raise, Unknown as PythonUnknown, Value, Vm};
use crate::schema::{
    Constraint, ConstraintKind, DataType, Index, KeyTarget, Making, ObjectId, Table, Touched, TypeKind, Unknown,
};
use crate::source::Place;
use std::sync::Arc;

/// Answers a method that is about one table.
///
/// # Errors
/// `NoSuchTableError`, and the exception of an aborted transaction.
pub fn of_table(vm: &mut Vm, name: &str, schema: Option<&str>, table: &str, place: &Place) -> Outcome {
    let found = match find_table(vm, schema, table, place)? {
        Ok(found) => found,
        Err(unknown) => return Ok(Value::Unknown(unknown)),
    };
    if let Some(unknown) = doubt_inside(vm, &found, name, place)? {
        return Ok(Value::Unknown(unknown));
    }
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
                    None => Value::foreign(CheckText::new(expression)),
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
        "get_table_comment" => {
            let comment = found.comment.as_ref().map_or(Value::None, Value::str);
            Ok(Value::record([("text", comment)]))
        }
        _ => Ok(Value::Unknown(PythonUnknown::new(format!("`{name}` of the inspector is not modelled"), place))),
    }
}

/// What a list is made of is in doubt where something of it is, whether it is there or not.
fn doubt_inside(vm: &mut Vm, table: &Table, method: &str, place: &Place) -> Result<Option<PythonUnknown>, Raise> {
    let kinds: &[Making] = match method {
        "get_pk_constraint" | "get_primary_keys" => &[Making::Nothing],
        "get_foreign_keys" => &[Making::ForeignKey],
        "get_check_constraints" => &[Making::Check],
        "get_unique_constraints" | "get_indexes" => &[Making::Backed],
        _ => &[],
    };
    let unknown = ask(vm, place, |schema| {
        // An index on another table that is not known is not kept.
        let may_be_on_table = |index: &QualifiedName, unknown: &Unknown| match schema.index(index) {
            Some(index) => index.table == table.name,
            None => {
                let same = index.schema == table.name.schema;
                same && !schema.unknown_tables_below(unknown).any(|other| *other != table.name)
            }
        };
        schema
            .latest_unknown(|touched, unknown| match (method, touched) {
                ("get_columns", Touched::Object(ObjectId::Column(own, _))) => *own == table.name,
                ("get_indexes", Touched::Object(ObjectId::Index(index))) => may_be_on_table(index, unknown),
                ("get_columns", _) => false,
                (_, Touched::Object(ObjectId::Constraint(own, _))) => *own == table.name,
                _ => false,
            })
            .or_else(|| schema.doubt_of_constraints(table, kinds))
            .cloned()
    })?;
    Ok(unknown.map(|unknown| to_python(&unknown)))
}

fn columns(vm: &mut Vm, table: &Table, place: &Place) -> Outcome {
    let mut rows = Vec::new();
    for column in &table.columns {
        let default = match (&column.default, &column.generated) {
            (Some(default), _) if default.as_unknown().is_none() => Value::str(default.to_sql()),
            (Some(default), _) => match default.as_unknown() {
                Some(unknown) => Value::Unknown(to_python(unknown)),
                None => Value::None,
            },
            _ => Value::None,
        };
        let enums = enum_labels(vm, &column.data_type, place)?;
        let data_type = sql_type(&column.data_type, enums);
        let counts = reflect::counts_by_itself(column, &data_type);
        let mut row = vec![
            ("name", Value::str(column.name.as_str())),
            ("type", type_value(data_type)),
            ("nullable", Value::Bool(!column.not_null)),
            ("default", default),
            ("autoincrement", Value::Bool(counts)),
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

fn texts(names: &[Name]) -> Value {
    Value::list(names.iter().map(|name| Value::str(name.as_str())).collect())
}
