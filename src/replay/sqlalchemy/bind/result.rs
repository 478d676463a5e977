//! Results of statements, their rows, and what is not known about them.

use super::legacy;
use super::opaque::opaque;
use crate::python::{Arguments, Assigned, Comparison, Foreign, Outcome, Raise, Truth, Unknown, Value, Vm};
use crate::source::Place;
use std::cell::Cell;
use std::rc::Rc;

/// What a statement gave back.
#[derive(Clone)]
pub enum Rows {
    /// It gives no rows, as far as that is known.
    None,
    /// It gives no rows, and reading any is an error.
    Closed,
    Known {
        columns: Rc<[String]>,
        rows: Vec<Vec<Value>>,
        /// Whether the order of the rows is known.
        ordered: bool,
    },
    Unknown(Unknown),
}

/// A result.
pub struct ResultObject {
    rows: Rows,
    shape: Shape,
    read: Cell<Read>,
}

/// What was read of a result: each row comes once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Read {
    Nothing,
    Rows,
    /// The first row, with which the result is closed (`Result._only_one_row`, engine/result.py, 2.1).
    First,
}

/// How rows come out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Tuples,
    Scalars,
    Mappings,
}

/// One row, or its mapping.
pub struct RowObject {
    columns: Rc<[String]>,
    values: Vec<Value>,
    mapping: bool,
}

/// Returns a result.
#[must_use]
pub fn result(rows: Rows) -> Value {
    Value::foreign(ResultObject { rows, shape: Shape::Tuples, read: Cell::new(Read::Nothing) })
}

/// Returns a result of as many rows whose values are not known, where there are any.
pub(super) fn unread(own: Value, place: &Place) -> Value {
    let why = || Unknown::harmless("what the project's type makes of a value that is read is not followed", place);
    let has_none = own.downcast::<ResultObject>().is_some_and(|own| own.items().is_ok_and(|rows| rows.is_empty()));
    if has_none { own } else { result(Rows::Unknown(why())) }
}

impl ResultObject {
    /// Notes that rows are read; returns what is left of a result that was read before, which is not followed.
    ///
    /// # Errors
    /// A result that is closed.
    fn read_again(&self, vm: &mut Vm, name: &str, place: &Place) -> Result<Option<Value>, Raise> {
        let reads =
            !["keys", "close", "scalars", "mappings", "unique", "yield_per", "tuples", "columns"].contains(&name);
        if reads && matches!(self.rows, Rows::Closed) {
            let message = "This result object does not return rows. It has been closed automatically.";
            return Err(super::server::raise(vm, "ResourceClosedError", message, place));
        }
        let is_empty = self.items().is_ok_and(|own| own.is_empty());
        if !reads || is_empty {
            return Ok(None);
        }
        let before = self.read.get();
        if before == Read::First && matches!(self.rows, Rows::Known { .. }) {
            return Err(super::server::raise(vm, "ResourceClosedError", "This result object is closed.", place));
        }
        let closes = name == "first" || name.starts_with("one") || name.starts_with("scalar");
        self.read.set(if closes { Read::First } else { Read::Rows });
        let left = || Value::Unknown(Unknown::harmless("what is left of a result that was read is not known", place));
        Ok((before != Read::Nothing).then(left))
    }

    fn shaped(&self, shape: Shape) -> Self {
        Self { rows: self.rows.clone(), shape, read: self.read.clone() }
    }

    fn items(&self) -> Result<Vec<Value>, Value> {
        match &self.rows {
            Rows::None | Rows::Closed => Ok(Vec::new()),
            Rows::Unknown(unknown) => Err(Value::Unknown(unknown.clone())),
            Rows::Known { columns, rows, .. } => Ok(rows
                .iter()
                .map(|row| match self.shape {
                    Shape::Scalars => row.first().cloned().unwrap_or(Value::None),
                    shape => Value::foreign(RowObject {
                        columns: columns.clone(),
                        values: row.clone(),
                        mapping: shape == Shape::Mappings,
                    }),
                })
                .collect()),
        }
    }

    /// Returns why it is not known which row is the first.
    fn doubt_of_first(&self, place: &Place) -> Option<Value> {
        match &self.rows {
            Rows::Known { rows, ordered: false, .. } if rows.len() > 1 => {
                Some(Value::Unknown(Unknown::harmless("which of the rows comes first is not said", place)))
            }
            _ => None,
        }
    }

    fn first(&self, place: &Place) -> Value {
        if let Some(unknown) = self.doubt_of_first(place) {
            return unknown;
        }
        match self.items() {
            Ok(items) => items.into_iter().next().unwrap_or(Value::None),
            Err(unknown) => unknown,
        }
    }

    fn scalar(&self, place: &Place) -> Value {
        if let Some(unknown) = self.doubt_of_first(place) {
            return unknown;
        }
        match &self.rows {
            Rows::None | Rows::Closed => Value::None,
            Rows::Unknown(unknown) => Value::Unknown(unknown.clone()),
            Rows::Known { rows, .. } => rows.first().and_then(|row| row.first()).cloned().unwrap_or(Value::None),
        }
    }

    fn all(&self) -> Value {
        self.items().map_or_else(|unknown| unknown, Value::list)
    }
}

impl Foreign for ResultObject {
    fn type_name(&self) -> &str {
        "CursorResult"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "fetchall"
                | "all"
                | "first"
                | "fetchone"
                | "one"
                | "one_or_none"
                | "one_or_404"
                | "scalar"
                | "scalar_one"
                | "scalar_one_or_none"
                | "scalars"
                | "mappings"
                | "keys"
                | "close"
                | "unique"
                | "yield_per"
                | "partitions"
                | "fetchmany"
                | "tuples"
                | "columns"
                | "freeze"
        )
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match (name, &self.rows) {
            ("rowcount", Rows::Known { rows, .. }) => Value::size(rows.len()),
            ("returns_rows", rows) => Value::Bool(!matches!(rows, Rows::None | Rows::Closed)),
            ("rowcount", _) => Value::Unknown(Unknown::harmless("how many rows there are depends on rows", place)),
            _ => opaque(name),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let size = arguments.find(0, "size").and_then(|own| usize::try_from(own.as_int()?).ok());
        let is_counted = size.zip(self.items().ok()).is_some_and(|(size, items)| match name {
            "partitions" => size > 0,
            "fetchmany" => items.len() <= size,
            _ => false,
        });
        let of_columns = ["scalars", "columns", "fetchmany", "partitions"].contains(&name) && !is_counted;
        let is_given = of_columns && !(arguments.positional.is_empty() && arguments.keywords.is_empty());
        if is_given && matches!(self.rows, Rows::Known { .. }) {
            return Ok(Value::Unknown(Unknown::harmless("which rows or columns are meant is not known", place)));
        }
        if let Some(unknown) = self.read_again(vm, name, place)? {
            return Ok(unknown);
        }
        Ok(match name {
            "fetchall" | "all" => self.all(),
            "first" | "fetchone" => self.first(place),
            "one" | "scalar_one" | "one_or_none" | "scalar_one_or_none" | "one_or_404" => {
                let count = self.items().map_or(1, |items| items.len());
                if matches!(&self.rows, Rows::Unknown(why) if why.is_of_rows()) && !vm.is_catching() {
                    let reason = format!("whether there is one row, as `{name}()` wants it, depends on rows");
                    super::server::demand(vm, &reason, place)?;
                }
                if count == 0 && ["one", "scalar_one"].contains(&name) {
                    let message = "No row was found when one was required";
                    return Err(super::server::raise(vm, "NoResultFound", message, place));
                }
                if count > 1 {
                    let message = "Multiple rows were found when exactly one was required";
                    return Err(super::server::raise(vm, "MultipleResultsFound", message, place));
                }
                if name.starts_with("scalar") { self.scalar(place) } else { self.first(place) }
            }
            "scalar" => self.scalar(place),
            "scalars" => Value::foreign(self.shaped(Shape::Scalars)),
            "mappings" => Value::foreign(self.shaped(Shape::Mappings)),
            "keys" => match &self.rows {
                Rows::Known { columns, .. } => Value::list(columns.iter().map(Value::str).collect()),
                _ => Value::Unknown(Unknown::new("the columns of this result are not known", place)),
            },
            "close" => Value::None,
            "partitions" | "fetchmany" => match self.items() {
                Ok(items) if items.is_empty() => Value::list(Vec::new()),
                Ok(items) if name == "partitions" => {
                    let parts = items.chunks(size.unwrap_or(items.len()));
                    Value::list(parts.map(|part| Value::list(part.to_vec())).collect())
                }
                Ok(items) => Value::list(items),
                Err(unknown) => unknown,
            },
            _ => Value::Foreign(self),
        })
    }

    fn iterate(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        Ok(self.read_again(vm, "all", place)?.unwrap_or_else(|| self.all()))
    }

    fn enter(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn length(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        Err(super::server::raise(vm, "TypeError", "object of type 'CursorResult' has no len()", place))
    }

    fn item(self: Rc<Self>, vm: &mut Vm, _: &Value, place: &Place) -> Outcome {
        Err(super::server::raise(vm, "TypeError", "'CursorResult' object is not subscriptable", place))
    }
}

impl RowObject {
    fn find(&self, name: &str) -> Option<Value> {
        let at = self.columns.iter().position(|column| column == name)?;
        self.values.get(at).cloned()
    }
}

impl Foreign for RowObject {
    fn type_name(&self) -> &str {
        "Row"
    }

    fn has_method(&self, name: &str) -> bool {
        // What `Row` itself has comes before its columns.
        matches!(name, "_asdict" | "_tuple")
            || matches!(name, "count" | "index" | "keys" | "values" | "items" | "get") && self.find(name).is_none()
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        if name == "_mapping" {
            return Ok(Value::foreign(Self {
                columns: self.columns.clone(),
                values: self.values.clone(),
                mapping: true,
            }));
        }
        if matches!(name, "t" | "tuple") {
            return Ok(Value::Unknown(Unknown::new(format!("`{name}` of a row is not modelled"), place)));
        }
        match self.find(name) {
            Some(value) => Ok(value),
            None => {
                let message = format!("Could not locate column in row for column '{name}'");
                Err(super::server::raise(vm, "AttributeError", &message, place))
            }
        }
    }

    fn set_attribute(self: Rc<Self>, vm: &mut Vm, _: &str, _: &Value, place: &Place) -> Result<Assigned, Raise> {
        Err(super::server::raise(vm, "AttributeError", "can't set attribute", place))
    }

    fn set_item(self: Rc<Self>, vm: &mut Vm, _: &Value, _: &Value, place: &Place) -> Result<(), Raise> {
        let own = if self.mapping { "RowMapping" } else { "Row" };
        let message = format!("'{own}' object does not support item assignment");
        Err(super::server::raise(vm, "TypeError", &message, place))
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let is_legacy = !self.mapping && ["keys", "values", "items", "get"].contains(&name);
        legacy::ROW_AS_MAPPING.used_if(is_legacy, vm, place)?;
        let pairs = || self.columns.iter().cloned().zip(self.values.iter().cloned());
        Ok(match name {
            "keys" => Value::list(self.columns.iter().map(Value::str).collect()),
            "values" => Value::list(self.values.clone()),
            "items" => Value::list(pairs().map(|(name, value)| Value::tuple(vec![Value::str(name), value])).collect()),
            "get" => {
                let key = arguments.positional.first().and_then(Value::as_str).unwrap_or_else(|| "".into());
                self.find(&key).or_else(|| arguments.positional.get(1).cloned()).unwrap_or(Value::None)
            }
            "_asdict" => Value::record(pairs()),
            _ => Value::tuple(self.values.clone()),
        })
    }

    fn item(self: Rc<Self>, vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        if let Some(index) = key.as_int() {
            let at = if index < 0 { index + i128::try_from(self.values.len()).unwrap_or(0) } else { index };
            return match usize::try_from(at).ok().and_then(|at| self.values.get(at)) {
                Some(value) => Ok(value.clone()),
                None => Err(super::server::raise(vm, "IndexError", "tuple index out of range", place)),
            };
        }
        let column = key.downcast::<super::column::ColumnObject>().map(|own| own.column().name().to_owned());
        let Some(name) = column.or_else(|| key.as_str().map(|name| name.to_string())) else {
            return Ok(Value::Unknown(Unknown::new("which column of a row is meant is not known", place)));
        };
        legacy::ROW_BY_NAME.used_if(!self.mapping, vm, place)?;
        match self.find(&name) {
            Some(value) => Ok(value),
            None => Err(super::server::raise(vm, "KeyError", &name, place)),
        }
    }

    fn iterate(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        if self.mapping {
            return Ok(Value::list(self.columns.iter().map(Value::str).collect()));
        }
        Ok(Value::tuple(self.values.clone()))
    }

    fn length(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::size(self.values.len()))
    }

    fn truth(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Result<Truth, Raise> {
        Ok(if self.values.is_empty() { Truth::False } else { Truth::True })
    }

    fn contains(self: Rc<Self>, vm: &mut Vm, item: &Value, place: &Place) -> Outcome {
        let within = if self.mapping {
            Value::list(self.columns.iter().map(Value::str).collect())
        } else {
            Value::tuple(self.values.clone())
        };
        let items = vm.items(&within, place)?.unwrap_or_default();
        for own in items {
            if let Value::Bool(true) = vm.equals(&own, item, place)? {
                return Ok(Value::Bool(true));
            }
        }
        Ok(Value::Bool(false))
    }

    fn compare(self: Rc<Self>, vm: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        let own = Value::tuple(self.values.clone());
        let other = match other.downcast::<Self>() {
            Some(other) => Value::tuple(other.values.clone()),
            None => other.clone(),
        };
        match comparison {
            Comparison::Equal => vm.equals(&own, &other, place),
            Comparison::NotEqual => Ok(match vm.equals(&own, &other, place)? {
                Value::Bool(same) => Value::Bool(!same),
                unknown => unknown,
            }),
            _ => Ok(Value::Unknown(Unknown::new("the order of rows is not modelled", place))),
        }
    }
}
