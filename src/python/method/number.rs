//! The methods of `int` and `float`.

use crate::python::foreign::Outcome;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) const INT_METHODS: &[&str] = &["bit_length", "bit_count", "conjugate", "is_integer", "to_bytes"];
pub(super) const FLOAT_METHODS: &[&str] = &["is_integer", "conjugate", "hex"];

impl Vm {
    pub(super) fn call_number_method(&mut self, receiver: &Value, name: &str, place: &Place) -> Outcome {
        match (name, receiver) {
            ("is_integer", Value::Float(f)) => Ok(Value::Bool(f.is_finite() && f.fract() == 0.0)),
            ("is_integer", _) => Ok(Value::Bool(true)),
            ("conjugate", _) => Ok(receiver.clone()),
            (_, other) => match (name, other.as_int()) {
                ("bit_length", Some(n)) => Ok(Value::Int(i128::from(128 - n.unsigned_abs().leading_zeros()))),
                ("bit_count", Some(n)) => Ok(Value::Int(i128::from(n.unsigned_abs().count_ones()))),
                _ => Ok(self.unknown(format!("method `{name}` of a number is not evaluated"), place)),
            },
        }
    }
}
