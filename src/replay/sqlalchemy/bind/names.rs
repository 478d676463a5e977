//! `conv` and `quoted_name`: strings that carry a decision about their name.

use crate::python::{Arguments, Foreign, Outcome, Value, Vm};
use crate::source::Place;
use std::rc::Rc;

/// A name that is final: `op.f("…")`, `conv("…")`.
pub struct ConvObject(pub Rc<str>);

/// Returns `text` as a final name.
#[must_use]
pub fn conv(value: &Value) -> Value {
    match value.as_str() {
        Some(text) => Value::foreign(ConvObject(text)),
        None => value.clone(),
    }
}

impl Foreign for ConvObject {
    fn type_name(&self) -> &str {
        "conv"
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        vm.attribute(&Value::Str(self.0.clone()), name, place)
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let method = vm.attribute(&Value::Str(self.0.clone()), name, place)?;
        vm.call(&method, arguments, place)
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, _place: &Place) -> Outcome {
        Ok(Value::Str(self.0.clone()))
    }
}
