//! `Index` as Python sees it, and the `postgresql_*` options of indexes.

use super::class::rest;
use super::column::ColumnObject;
use super::constraint::column_key;
use super::values::{clause, clause_or_text, flag, from_python, given_name, optional_text, text, to_python};
use crate::name::Name;
use crate::operation::{IfExists, IfNotExists, ObjectRef, Operation, RelationRef};
use crate::python::{Arguments, Foreign, Outcome, Unknown as PythonUnknown, Value, Vm};
use crate::replay::sqlalchemy::clause::Clause;
use crate::replay::sqlalchemy::compiler::{self, Ddl};
use crate::replay::sqlalchemy::index::{Index, Key};
use crate::replay::sqlalchemy::naming::GivenName;
use crate::schema::Unknown;
use crate::source::Place;
use std::collections::BTreeMap;
use std::rc::Rc;

/// An index, possibly of a table.
pub struct IndexObject {
    pub index: Index,
    /// The table it belongs to, as SQL names it: that of its columns.
    pub table: Option<Rc<str>>,
}

/// Makes an index.
pub fn construct(_vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let name = arguments.find(0, "name");
    let (keys, table, unknown) = keys(arguments.positional.get(1..).unwrap_or_default());
    let mut index = Index::new(GivenName::None, keys);
    index.unknown = unknown.or_else(|| rest(&arguments));
    match given_name(name.as_ref()) {
        Ok(name) => index.name = name,
        Err(unknown) => index.unknown = Some(unknown),
    }
    for (name, value) in &arguments.keywords {
        if let Err(unknown) = option(&mut index, name, value) {
            index.unknown = Some(unknown);
        }
    }
    let _ = place;
    Ok(Value::foreign(IndexObject { index, table }))
}

/// Returns the keys that values mean, the table their columns belong to, and why one is not known.
#[must_use]
pub fn keys(values: &[Value]) -> (Vec<Key>, Option<Rc<str>>, Option<Unknown>) {
    let (mut table, mut unknown) = (None, None);
    let mut keys = Vec::new();
    for value in values {
        if let Some(column) = value.downcast::<ColumnObject>() {
            table = table.or_else(|| column.table.clone());
            keys.push(Key::Column(column.column().key().to_string()));
        } else if value.as_str().is_some() || value.downcast::<super::names::ConvObject>().is_some() {
            match text(value) {
                Ok(key) => keys.push(Key::Column(key)),
                Err(why) => unknown = Some(why),
            }
        } else if let Value::Unknown(why) = value {
            unknown = Some(from_python(why));
        } else {
            let own = clause(value);
            keys.push(Key::Expression(own));
        }
    }
    (keys, table, unknown)
}

/// Takes an option of an index by its keyword.
///
/// # Errors
/// Why its value is not known.
pub fn option(index: &mut Index, name: &str, value: &Value) -> Result<(), Unknown> {
    match name {
        "unique" => index.unique = flag(Some(value))?.unwrap_or(false),
        "postgresql_using" => index.using = optional_text(Some(value))?,
        "postgresql_where" => {
            index.predicate = match value {
                Value::None => None,
                value => Some(clause_or_text(value)),
            }
        }
        "postgresql_ops" => index.operator_classes = text_map(Some(value))?,
        "postgresql_include" => index.include = key_list(value)?,
        "postgresql_with" => index.options = text_map(Some(value))?.into_iter().collect(),
        "postgresql_tablespace" => index.tablespace = optional_text(Some(value))?,
        "postgresql_concurrently" => index.concurrently = flag(Some(value))?.unwrap_or(false),
        "postgresql_nulls_not_distinct" => index.nulls_not_distinct = flag(Some(value))?,
        _ => {}
    }
    Ok(())
}

/// Returns a dictionary from strings to strings.
///
/// # Errors
/// Why it is not known.
pub fn text_map(value: Option<&Value>) -> Result<BTreeMap<String, String>, Unknown> {
    match value {
        None | Some(Value::None) => Ok(BTreeMap::new()),
        Some(Value::Dict(dict)) => {
            let entries = dict.entries.content().map_err(|unknown| from_python(&unknown))?;
            let pair = |(key, value): (&Value, &Value)| -> Result<(String, String), Unknown> {
                let value = match value {
                    Value::Bool(flag) => flag.to_string(),
                    Value::Int(number) => number.to_string(),
                    value => text(value)?,
                };
                Ok((column_key(key)?, value))
            };
            entries.iter().map(pair).collect()
        }
        Some(Value::Unknown(unknown)) => Err(from_python(unknown)),
        Some(other) => {
            Err(Unknown::new(format!("a `{}` stands where a dictionary is expected", other.type_name()), None))
        }
    }
}

/// Returns a list of column keys.
///
/// # Errors
/// Why it is not known.
pub fn key_list(value: &Value) -> Result<Vec<String>, Unknown> {
    match value {
        Value::None => Ok(Vec::new()),
        Value::List(items) => {
            items.content().map_err(|unknown| from_python(&unknown))?.iter().map(column_key).collect()
        }
        Value::Tuple(items) => items.iter().map(column_key).collect(),
        Value::Unknown(unknown) => Err(from_python(unknown)),
        other => {
            Err(Unknown::new(format!("a `{}` stands where a list of columns is expected", other.type_name()), None))
        }
    }
}

impl Foreign for IndexObject {
    fn type_name(&self) -> &str {
        "Index"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "create" | "drop")
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        if let Some(unknown) = &self.index.unknown {
            return Ok(Value::Unknown(to_python(unknown).or_at(place)));
        }
        let columns = || {
            self.index.keys.iter().filter_map(|key| match key {
                Key::Column(key) => Some(key.clone()),
                Key::Expression(clause) => clause.column_name().map(str::to_string),
            })
        };
        Ok(match name {
            "name" => match &self.index.name {
                GivenName::Final(name) => Value::foreign(super::names::ConvObject(name.as_str().into())),
                name => name.text().map_or(Value::None, Value::str),
            },
            "unique" => Value::Bool(self.index.unique),
            "columns" => {
                let column = |key: String| {
                    let null = crate::replay::sqlalchemy::types::SqlType::generic("NullType");
                    let column = crate::replay::sqlalchemy::column::Column::new(&key, null);
                    (key, Value::foreign(ColumnObject::new(column, self.table.clone())))
                };
                super::table::collection(columns().map(column).collect())
            }
            "table" => self.table.as_deref().map_or(Value::None, super::table::named_table),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of an index is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let checked = flag(arguments.find(1, "checkfirst").as_ref()).unwrap_or(None).unwrap_or(false);
        let Some(table) = self.table.as_deref() else {
            return super::ddl::untracked(vm, "an index without a table", place);
        };
        let table = super::table::empty_table(table);
        let conventions = super::metadata::no_conventions();
        let operation = if name == "create" {
            let existing = if checked { IfNotExists::Skip } else { IfNotExists::Fail };
            self.index.definition(&table, &conventions, existing).map(|definition| {
                let sql = compiler::create_index(&self.index, &table, &conventions, existing);
                Ddl::new(Operation::CreateIndex(definition), sql)
            })
        } else {
            self.index.rendered_name(&table, &conventions).map(|name| {
                let name = RelationRef { schema: table.schema.as_deref().map(Name::verbatim), name };
                let missing = if checked { IfExists::Skip } else { IfExists::Fail };
                compiler::drop("INDEX", name, ObjectRef::Index, missing)
            })
        };
        match operation {
            Ok(ddl) => super::ddl::send(vm, vec![ddl], place),
            Err(failure) => super::ddl::failed(vm, failure, place),
        }
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.index == self.index && other.table == self.table)
    }
}

/// Returns the keys that Alembic's `create_index` makes of column names and expressions.
#[must_use]
pub fn textual_keys(values: &[Value]) -> (Vec<Key>, Option<Unknown>) {
    let (mut keys, _, unknown) = keys(values);
    for key in &mut keys {
        // Text is a whole key with its order and operator class.
        if let Key::Expression(Clause::Column { name, .. }) = key {
            *key = Key::Column(name.to_string());
        }
    }
    (keys, unknown)
}
