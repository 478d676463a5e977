//! The classes of `sqlalchemy.ext.mutable`: to a schema their `as_mutable` is the type that it is given
//! (`Mutable.as_mutable` returns `types.to_instance(sqltype)`); all else of them is the ORM's.

use super::class::{once, rest};
use super::opaque::opaque;
use super::types::{to_type, type_value};
use super::values::to_python;
use crate::python::{Arguments, Class, Foreign, Outcome, Value, Vm};
use crate::source::Place;
use std::rc::Rc;

/// `Mutable` or one of its kin.
struct MutableClass {
    name: &'static str,
}

/// Returns the class `name`.
#[must_use]
pub fn class(name: &str) -> Option<Value> {
    let name = ["Mutable", "MutableComposite", "MutableDict", "MutableList", "MutableSet"]
        .into_iter()
        .find(|own| *own == name)?;
    Some(once(&format!("mutable.{name}"), || Value::foreign(MutableClass { name })))
}

fn as_mutable(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    if let Some(unknown) = rest(&arguments) {
        return Ok(Value::Unknown(to_python(&unknown)));
    }
    let given = arguments.find(0, "sqltype").unwrap_or(Value::None);
    Ok(type_value(to_type(vm, &given, place)?))
}

impl MutableClass {
    fn member(&self, name: &str) -> Value {
        match name {
            "as_mutable" => Value::native("as_mutable", as_mutable),
            _ => opaque(&format!("{}.{name}", self.name)),
        }
    }
}

impl Foreign for MutableClass {
    fn type_name(&self) -> &str {
        self.name
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, _place: &Place) -> Outcome {
        Ok(self.member(name))
    }

    fn call(self: Rc<Self>, _vm: &mut Vm, _arguments: Arguments, _place: &Place) -> Outcome {
        Ok(opaque(self.name))
    }

    /// `MutableDict[str, int]`, for type checkers.
    fn item(self: Rc<Self>, _vm: &mut Vm, _key: &Value, _place: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }

    fn inherited_by_class(self: Rc<Self>, _vm: &mut Vm, _class: &Rc<Class>, name: &str, _place: &Place) -> Outcome {
        Ok(self.member(name))
    }

    fn is_class(&self) -> bool {
        true
    }
}
