//! A moment that differs from run to run: what `datetime.now()` gives. Nothing of it is known but that it is one.

use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::operator::{BinaryOperator, Comparison, Side};
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// Such a moment, and why it is not known.
pub struct Moment(Unknown);

/// The text of another one (Python library, `datetime.isoformat(sep=' ')`).
const SAMPLE: &str = "2000-01-01 00:00:00.000001";

impl Moment {
    /// Returns a `datetime` that is not known because of `why`.
    #[must_use]
    pub fn unknown(why: Unknown) -> Value {
        Value::foreign(Self(why))
    }

    /// Returns why it is not known.
    #[must_use]
    pub fn why(&self) -> &Unknown {
        &self.0
    }
}

impl Foreign for Moment {
    fn type_name(&self) -> &str {
        "datetime"
    }

    fn attribute(self: Rc<Self>, _: &mut Vm, _: &str, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.0.clone()))
    }

    fn call_method(self: Rc<Self>, _: &mut Vm, _: &str, _: Arguments, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.0.clone()))
    }

    fn binary(self: Rc<Self>, _: &mut Vm, _: BinaryOperator, _: &Value, _: Side, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.0.clone()))
    }

    fn compare(self: Rc<Self>, _: &mut Vm, _: Comparison, _: &Value, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.0.clone()))
    }

    fn str(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Unknown(Unknown::like(SAMPLE, &self.0)))
    }

    fn repr(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Unknown(self.0.clone()))
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some()
    }

    fn copied(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }
}
