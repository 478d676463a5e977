//! A list of names of which some may be there or not: whether another one is in it is known.

use crate::python::{Arguments, BinaryOperator, Foreign, Outcome, Raise, Side, Truth, Unknown, Value, Vm};
use crate::source::Place;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The names of the relations of a schema, as they were when somebody asked.
pub struct NamesInPart {
    pub known: BTreeSet<String>,
    /// Those that may be there, and why that is not known.
    pub doubted: BTreeMap<String, Unknown>,
    /// Why the whole is not known.
    pub why: Unknown,
    /// Whether the program has changed it, on whichever way.
    pub is_changed: Cell<bool>,
}

/// The methods of lists and sets that only read.
const READING: &[&str] =
    &["copy", "count", "difference", "index", "intersection", "isdisjoint", "issubset", "issuperset", "union"];

impl Foreign for NamesInPart {
    fn type_name(&self) -> &str {
        "list"
    }

    fn attribute(self: Rc<Self>, _: &mut Vm, _: &str, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.why.clone()))
    }

    fn call_method(self: Rc<Self>, _: &mut Vm, name: &str, _: Arguments, _: &Place) -> Outcome {
        self.is_changed.set(self.is_changed.get() || !READING.contains(&name));
        Ok(Value::Unknown(self.why.clone()))
    }

    /// It may be `+=`, or `|=` of a set.
    fn binary(self: Rc<Self>, _: &mut Vm, _: BinaryOperator, _: &Value, side: Side, _: &Place) -> Outcome {
        self.is_changed.set(self.is_changed.get() || side == Side::Left);
        Ok(Value::Unknown(self.why.clone()))
    }

    fn set_item(self: Rc<Self>, _: &mut Vm, _: &Value, _: &Value, _: &Place) -> Result<(), Raise> {
        self.is_changed.set(true);
        Ok(())
    }

    fn iterate(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.why.clone()))
    }

    fn length(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.why.clone()))
    }

    fn item(self: Rc<Self>, _: &mut Vm, _: &Value, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.why.clone()))
    }

    fn truth(self: Rc<Self>, _: &mut Vm, _: &Place) -> Result<Truth, Raise> {
        Ok(if self.known.is_empty() || self.is_changed.get() { Truth::Unknown(self.why.clone()) } else { Truth::True })
    }

    fn contains(self: Rc<Self>, _: &mut Vm, item: &Value, _: &Place) -> Outcome {
        let Some(name) = item.as_str().filter(|_| !self.is_changed.get()) else {
            return Ok(Value::Unknown(self.why.clone()));
        };
        Ok(match self.doubted.get(&*name) {
            Some(why) => Value::Unknown(why.clone()),
            None => Value::Bool(self.known.contains(&*name)),
        })
    }

    fn collected(self: Rc<Self>) -> Option<Value> {
        Some(Value::Foreign(self))
    }

    fn copied(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }
}
