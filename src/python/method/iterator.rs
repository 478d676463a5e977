//! The methods of iterators and generators.

use super::signature::Signature;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::Iterator;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) const METHODS: &[Signature] =
    &[("__iter__", ""), ("__next__", ""), ("close", ""), ("send", "o"), ("throw", "o o? o?")];

impl Vm {
    pub(super) fn call_iterator_method(
        &mut self,
        receiver: &Value,
        iterator: &Rc<Iterator>,
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        match (name, arguments.positional.first()) {
            ("__iter__", _) => Ok(receiver.clone()),
            ("__next__", _) | ("send", Some(Value::None)) => match self.next_alone(iterator, place)? {
                Ok(Some(item)) => Ok(item),
                Ok(None) => Err(self.error("StopIteration", "", place)),
                Err(why) => Ok(Value::Unknown(why)),
            },
            ("close", _) => {
                self.begin(iterator);
                Ok(Value::None)
            }
            _ => Ok(self.unknown(format!("method `{name}` of a generator is not evaluated"), place)),
        }
    }
}
