//! Truth: what counts as true.

use super::arguments::Arguments;
use super::foreign::Truth;
use super::object::Instance;
use super::object::class::Layout;
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    /// Tells whether a value counts as true.
    pub(super) fn truth_of(&mut self, value: &Value, place: &Place) -> Result<Truth, Raise> {
        let known = match value {
            Value::None => false,
            Value::Bool(b) => *b,
            Value::Int(n) => *n != 0,
            Value::Float(f) => *f != 0.0,
            Value::Str(text) => !text.is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::Tuple(items) => !items.is_empty(),
            Value::Range(range) => !range.is_empty(),
            Value::List(list) => return Ok(truth(list.read(|items| !items.is_empty()))),
            Value::Dict(dict) => return Ok(truth(dict.entries.read(|entries| !entries.is_empty()))),
            Value::Set(set) => return Ok(truth(set.members.read(|members| !members.is_empty()))),
            Value::Unknown(why) => return Ok(if has_text(why) { Truth::True } else { Truth::Unknown(why.clone()) }),
            Value::Foreign(object) => return object.clone().truth(self, place),
            Value::Instance(instance) => return self.truth_of_instance(value, instance, place),
            _ => true,
        };
        Ok(if known { Truth::True } else { Truth::False })
    }

    fn truth_of_instance(&mut self, value: &Value, instance: &Rc<Instance>, place: &Place) -> Result<Truth, Raise> {
        for method in ["__bool__", "__len__"] {
            if instance.class.find(method).is_some() {
                let answer = self.call_attribute(value, method, Arguments::default(), place)?;
                return self.deeper(|vm| vm.truth_of(&answer, place));
            }
        }
        let payload = instance.payload.borrow().clone();
        match (payload, &instance.class.layout()) {
            (Some(payload), Layout::Plain | Layout::NamedTuple(_)) => self.truth_of(&payload, place),
            (Some(payload @ (Value::Int(_) | Value::Str(_))), Layout::Enum(_)) => self.truth_of(&payload, place),
            _ => match instance.class.unknown_ancestor() {
                Some(why) => Ok(Truth::Unknown(why.clone())),
                None => Ok(Truth::True),
            },
        }
    }
}

/// Tells whether an unknown is a string with some text in it.
pub(super) fn has_text(why: &Unknown) -> bool {
    why.pieces().iter().any(|piece| matches!(piece, super::unknown::Piece::Text(text) if !text.is_empty()))
}

pub(super) fn holds(answer: bool) -> Truth {
    if answer { Truth::True } else { Truth::False }
}

fn truth(answer: Result<bool, Unknown>) -> Truth {
    answer.map_or_else(Truth::Unknown, holds)
}
