//! The labels that members of Python's enumerations are written as (`Enum._db_value_for_lookup`, sql/sqltypes.py, 2.1).

use crate::python::{Class, Raise, Value, Vm};
use crate::replay::sqlalchemy::types::{Kind, SqlType};
use crate::source::Place;

/// Returns what tells a class from others, and the names of its members; nothing where they are not known.
///
/// # Errors
/// A bound.
pub fn members(vm: &mut Vm, class: &Value, place: &Place) -> Result<Option<(String, Vec<String>)>, Raise> {
    let Value::Class(own) = class else { return Ok(None) };
    let Ok(items) = vm.items(class, place)? else { return Ok(None) };
    let names: Option<Vec<String>> = items.iter().map(name_of).collect();
    Ok(names.map(|names| (identity(own), names)))
}

/// Returns the label of a member for a column of this type.
#[must_use]
pub fn label(of: &SqlType, value: &Value) -> Option<Value> {
    let Value::Instance(own) = value else { return None };
    let Kind::Known(arguments) = &of.on_postgresql().kind else { return None };
    let enumeration = arguments.enumeration.as_ref().filter(|own| own.unknown.is_none())?;
    enumeration.label_of(&identity(&own.class), &name_of(value)?).map(Value::str)
}

/// Returns a value, or a list of values, with labels in the place of members.
#[must_use]
pub fn labelled(of: &SqlType, value: &Value) -> Value {
    let own = |value: &Value| label(of, value).unwrap_or_else(|| value.clone());
    match value {
        Value::List(items) => items.content().map_or(value.clone(), |all| Value::list(all.iter().map(own).collect())),
        Value::Tuple(items) => Value::tuple(items.iter().map(own).collect()),
        value => own(value),
    }
}

fn name_of(member: &Value) -> Option<String> {
    let Value::Instance(own) = member else { return None };
    own.attributes.find("name").and_then(|name| name.as_str()).map(|name| name.to_string())
}

fn identity(class: &Class) -> String {
    format!("{} {}", class.name, class.place.as_ref().map(ToString::to_string).unwrap_or_default())
}
