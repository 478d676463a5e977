//! The built-in functions and types.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::object::SetKind;
use super::raise::Raise;
use super::value::{Type, Value};
use super::vm::Vm;
use crate::source::Place;

impl Vm {
    /// Returns the built-in called `name`.
    pub(super) fn builtin(&mut self, name: &str) -> Option<Value> {
        self.find_exception_class(name).map(Value::Class)
    }

    pub(super) fn construct(&mut self, kind: Type, _arguments: Arguments, place: &Place) -> Outcome {
        Ok(self.unknown(format!("making a `{}` is not evaluated", type_name(kind)), place))
    }

    pub(super) fn make_set(&mut self, items: Vec<Value>, kind: SetKind, place: &Place) -> Outcome {
        let mut members = super::object::Members::default();
        for item in items {
            match self.key_of(&item, place)? {
                Ok(key) => members.insert(key, item),
                Err(why) => return Ok(Value::Unknown(why)),
            }
        }
        Ok(Value::set(members, kind))
    }

    pub(super) fn plain_attribute(
        &mut self,
        _object: &Value,
        _name: &str,
        _place: &Place,
    ) -> Result<Option<Value>, Raise> {
        Ok(None)
    }
}

pub(super) fn type_name(_kind: Type) -> &'static str {
    "type"
}
