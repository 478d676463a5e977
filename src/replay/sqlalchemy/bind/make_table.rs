//! `Table(…)`, `table(…)` and `column(…)`: tables out of arguments.

use super::class::rest;
use super::column::ColumnObject;
use super::constraint::ConstraintObject;
use super::metadata::MetaDataObject;
use super::table::{TableObject, add, option, qualified};
use super::unnamed_table::unnamed_table;
use super::values::{from_python, optional_text, text, to_python};
use crate::python::{Arguments, Outcome, Value, Vm};
use crate::replay::sqlalchemy::table::Table;
use crate::source::Place;

/// Makes a table: `Table(name, metadata, *items, **options)`.
pub fn construct(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let metadata = arguments.find(1, "metadata").unwrap_or(Value::None);
    let own_metadata = metadata.downcast::<MetaDataObject>();
    let name = match text(&arguments.find(0, "name").unwrap_or(Value::None)) {
        Ok(name) => name,
        Err(unknown) => {
            let why = to_python(&unknown).or_at(place);
            if let Some(metadata) = &own_metadata {
                metadata.add_unnamed(why.clone());
            }
            return Ok(unnamed_table(why));
        }
    };
    let given = arguments.keyword("schema");
    let schema = match (&given, &own_metadata) {
        (None, Some(metadata)) => Ok(metadata.schema.clone()),
        (given, _) => optional_text(given.as_ref()),
    };
    let mut head = Table::new(&name, None);
    match schema {
        Ok(schema) => head.schema = schema,
        Err(unknown) => head.unknown = Some(unknown),
    }
    if given.is_none()
        && let Some(metadata) = &own_metadata
    {
        head.unknown.clone_from(&metadata.unknown);
    }
    head.unknown = head.unknown.or_else(|| rest(&arguments));
    let items = arguments.positional.get(2..).unwrap_or_default();
    if let Some(metadata) = &own_metadata
        && let Some(known) = metadata.find(&qualified(&head))
        && items.is_empty()
        && !is_reflected(&arguments)
    {
        return Ok(known);
    }
    super::legacy::AUTOLOAD.used_if(arguments.keyword("autoload").is_some(), vm, place)?;
    for (name, value) in &arguments.keywords {
        if let Err(unknown) = option(&mut head, name, value) {
            head.unknown = Some(unknown);
        }
    }
    let mut table = head;
    if is_reflected(&arguments) {
        match super::reflect::table(vm, &table, place)? {
            Ok(reflected) => table = reflected,
            Err(unknown) => table.unknown = Some(unknown),
        }
    }
    let flat = items.iter().flat_map(|item| match item {
        Value::Tuple(nested) => &**nested,
        item => std::slice::from_ref(item),
    });
    // A type or default may be anything; an item that is not known makes the table unknown.
    add(&mut table, flat);
    adopt(vm, &mut table, own_metadata.as_deref());
    for constraint in items.iter().filter_map(|item| item.downcast::<ConstraintObject>()) {
        if let Some(metadata) = &own_metadata {
            constraint.keep_name(vm, &table, &metadata.conventions());
        }
    }
    let made = Value::foreign(TableObject::new(&table, metadata.clone()));
    if let Some(metadata) = own_metadata {
        metadata.register(vm, &qualified(&table), made.clone());
    }
    Ok(made)
}

/// Lets the metadata that a table belongs to say where its enum types live.
pub fn adopt(vm: &Vm, table: &mut Table, metadata: Option<&MetaDataObject>) {
    let Some(schema) = metadata.and_then(|metadata| metadata.schema.clone()) else { return };
    if super::server::sqlalchemy_version(vm) >= crate::replay::SqlAlchemyVersion::V2_1 {
        table.columns.iter_mut().for_each(|column| column.data_type.inherit_schema_of_metadata(&schema));
    }
}

/// Makes `table(name, *columns, schema=…)`.
pub fn construct_light(_vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let name = match text(&arguments.find(0, "name").unwrap_or(Value::None)) {
        Ok(name) => name,
        Err(unknown) => return Ok(unnamed_table(to_python(&unknown).or_at(place))),
    };
    let mut table = Table::new(&name, None);
    table.schema = optional_text(arguments.keyword("schema").as_ref()).unwrap_or_default();
    table.unknown = rest(&arguments);
    for item in arguments.positional.get(1..).unwrap_or_default() {
        if let Some(column) = item.downcast::<ColumnObject>() {
            table.columns.push(column.column());
        } else if let Value::Unknown(unknown) = item {
            table.unknown = Some(from_python(unknown));
        }
    }
    let mut made = TableObject::new(&table, Value::None);
    made.light = true;
    Ok(Value::foreign(made))
}

/// Makes `column(name, type)`.
pub fn construct_light_column(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    super::column::construct(vm, arguments, place)
}

fn is_reflected(arguments: &Arguments) -> bool {
    let given =
        |name: &str| arguments.keyword(name).is_some_and(|value| !matches!(value, Value::None | Value::Bool(false)));
    given("autoload_with") || given("autoload")
}
