//! `table.c`: columns by key, as attributes and as items.

use super::values::text;
use crate::python::{Arguments, Foreign, Outcome, Truth, Unknown, Value, Vm};
use crate::python::{Comparison, Raise};
use crate::replay::sqlalchemy::clause::Clause;
use crate::source::Place;
use std::rc::Rc;

/// Values by name.
pub struct CollectionObject {
    entries: Vec<(String, Value)>,
    /// The table, and why its columns are not known: any name may be one.
    open: Option<(Rc<str>, Unknown)>,
}

impl CollectionObject {
    /// Returns a collection of these values.
    #[must_use]
    pub fn new(entries: Vec<(String, Value)>) -> Self {
        Self { entries, open: None }
    }

    /// Returns a collection that may hold anything.
    #[must_use]
    pub fn open(table: Rc<str>, why: Unknown) -> Self {
        Self { entries: Vec::new(), open: Some((table, why)) }
    }

    fn find(&self, name: &str) -> Option<Value> {
        if let Some((_, value)) = self.entries.iter().find(|(key, _)| key == name) {
            return Some(value.clone());
        }
        let (table, _) = self.open.as_ref()?;
        Some(super::expression::expression(Clause::Column { table: Some(table.clone()), name: name.into() }))
    }

    fn values(&self) -> Value {
        match &self.open {
            Some((_, why)) => Value::Unknown(why.clone()),
            None => Value::list(self.entries.iter().map(|(_, value)| value.clone()).collect()),
        }
    }

    fn keys(&self) -> Value {
        match &self.open {
            Some((_, why)) => Value::Unknown(why.clone()),
            None => Value::list(self.entries.iter().map(|(key, _)| Value::str(key)).collect()),
        }
    }
}

impl Foreign for CollectionObject {
    fn type_name(&self) -> &str {
        "ColumnCollection"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "keys" | "values" | "items" | "get" | "contains_column") && self.find_own(name).is_none()
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        match self.find(name) {
            Some(value) => Ok(value),
            None => Err(super::server::raise(vm, "AttributeError", name, place)),
        }
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        Ok(match name {
            "keys" => self.keys(),
            "values" => self.values(),
            "items" => match &self.open {
                Some((_, why)) => Value::Unknown(why.clone()),
                None => Value::list(
                    self.entries
                        .iter()
                        .map(|(key, value)| Value::tuple(vec![Value::str(key), value.clone()]))
                        .collect(),
                ),
            },
            "get" => match arguments.positional.first().map(text) {
                Some(Ok(key)) => {
                    self.find(&key).or_else(|| arguments.positional.get(1).cloned()).unwrap_or(Value::None)
                }
                _ => Value::Unknown(Unknown::new("which column is meant is not known", place)),
            },
            _ => Value::Unknown(Unknown::new(format!("`{name}` of a column collection is not modelled"), place)),
        })
    }

    fn item(self: Rc<Self>, vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        if let Value::Unknown(unknown) = key {
            return Ok(super::expression::expression(Clause::Unknown(super::values::from_python(unknown))));
        }
        if let Some(index) = key.as_int() {
            let at = usize::try_from(index).ok();
            return Ok(match at.and_then(|at| self.entries.get(at)) {
                Some((_, value)) => value.clone(),
                None => Value::Unknown(Unknown::new("a column by its position is not known", place)),
            });
        }
        match text(key).ok().and_then(|name| self.find(&name)) {
            Some(value) => Ok(value),
            None => {
                let name = text(key).unwrap_or_default();
                Err(super::server::raise(vm, "KeyError", &name, place))
            }
        }
    }

    fn iterate(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(self.values())
    }

    fn length(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(match &self.open {
            Some((_, why)) => Value::Unknown(why.clone()),
            None => Value::size(self.entries.len()),
        })
    }

    fn truth(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Result<Truth, Raise> {
        Ok(match &self.open {
            Some((_, why)) => Truth::Unknown(why.clone()),
            None if self.entries.is_empty() => Truth::False,
            None => Truth::True,
        })
    }

    fn contains(self: Rc<Self>, _vm: &mut Vm, item: &Value, place: &Place) -> Outcome {
        if let Some((_, why)) = &self.open {
            return Ok(Value::Unknown(why.clone()));
        }
        Ok(match super::constraint::column_key(item) {
            Ok(key) => Value::Bool(self.find_own(&key).is_some()),
            Err(unknown) => Value::Unknown(super::values::to_python(&unknown).or_at(place)),
        })
    }

    fn compare(self: Rc<Self>, _vm: &mut Vm, _: Comparison, _: &Value, place: &Place) -> Outcome {
        Ok(Value::Unknown(Unknown::new("comparing column collections is not modelled", place)))
    }
}

impl CollectionObject {
    fn find_own(&self, name: &str) -> Option<&Value> {
        self.entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}
