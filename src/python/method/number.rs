//! The methods of `int` and `float`.

use super::signature::Signature;
use crate::python::foreign::Outcome;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) const INT_METHODS: &[Signature] = &[
    ("as_integer_ratio", ""),
    ("bit_count", ""),
    ("bit_length", ""),
    ("conjugate", ""),
    ("to_bytes", "length=i? byteorder=s? /signed=o?"),
];
pub(super) const FLOAT_METHODS: &[Signature] =
    &[("as_integer_ratio", ""), ("conjugate", ""), ("hex", ""), ("is_integer", "")];

impl Vm {
    pub(super) fn call_number_method(&mut self, receiver: &Value, name: &str, place: &Place) -> Outcome {
        match (name, receiver) {
            ("is_integer", Value::Float(f)) => Ok(Value::Bool(f.is_finite() && f.fract() == 0.0)),
            ("is_integer", _) => Ok(Value::Bool(true)),
            ("conjugate", Value::Bool(b)) => Ok(Value::Int(i128::from(*b))),
            ("conjugate", _) => Ok(receiver.clone()),
            (_, other) => match (name, other.as_int()) {
                ("bit_length", Some(n)) => Ok(Value::Int(i128::from(128 - n.unsigned_abs().leading_zeros()))),
                ("bit_count", Some(n)) => Ok(Value::Int(i128::from(n.unsigned_abs().count_ones()))),
                _ => Ok(self.unknown(format!("method `{name}` of a number is not evaluated"), place)),
            },
        }
    }
}
