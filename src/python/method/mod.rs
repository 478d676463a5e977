//! The methods of the built-in types: one file for each type.

mod bytes;
mod codec;
mod dict;
mod iterator;
mod list;
mod number;
mod partial;
mod set;
mod signature;
mod text;
mod text_search;
mod text_split;
mod translate;
mod tuple;

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::object::DictKind;
use super::value::{Type, Value};
use super::vm::Vm;
use crate::source::Place;
use signature::Signature;

/// Tells whether values of this type have this method.
pub(super) fn has_method(value: &Value, name: &str) -> bool {
    signature_of(value, name).is_some()
}

fn signature_of(value: &Value, name: &str) -> Option<Signature> {
    let (own, more): (&[Signature], &[Signature]) = match value {
        Value::Str(_) => (text::METHODS, &[]),
        Value::Bytes(_) => (bytes::METHODS, &[]),
        Value::List(_) => (list::METHODS, &[]),
        Value::Tuple(_) | Value::Range(_) => (tuple::METHODS, &[]),
        Value::Dict(dict) => match dict.kind {
            DictKind::Ordered => (dict::ORDERED_METHODS, dict::METHODS),
            DictKind::Counter => (dict::COUNTER_METHODS, dict::METHODS),
            DictKind::Plain | DictKind::Default(_) => (dict::METHODS, &[]),
        },
        Value::Set(set) if set.is_frozen() => (set::FROZEN_METHODS, &[]),
        Value::Set(_) => (set::FROZEN_METHODS, set::METHODS),
        Value::Int(_) | Value::Bool(_) => (number::INT_METHODS, &[]),
        Value::Float(_) => (number::FLOAT_METHODS, &[]),
        Value::Iterator(_) => (iterator::METHODS, &[]),
        _ => (&[], &[]),
    };
    signature::of(own, name).or_else(|| signature::of(more, name))
}

impl Vm {
    /// Calls the method `name` of a value of a built-in type.
    pub(super) fn call_builtin_method(
        &mut self,
        receiver: &Value,
        name: &str,
        arguments: Arguments,
        place: &Place,
    ) -> Outcome {
        if name.starts_with("__") && !matches!(receiver, Value::Iterator(_) | Value::Type(_)) {
            return self.call_protocol(receiver, name, &arguments, place);
        }
        match signature_of(receiver, name) {
            Some(signature) => {
                if let Some(why) = self.check_arguments(signature, &arguments, place)? {
                    self.forget(receiver, &why);
                    return Ok(Value::Unknown(why));
                }
            }
            None if matches!(receiver, Value::Type(_)) => {}
            None => {
                // What the type has and is not evaluated is unknown; what it lacks is an error.
                let callee = self.read_attribute(receiver, name, place)?;
                return self.call_value(&callee, arguments, place);
            }
        }
        match receiver {
            Value::Str(text) => self.call_text_method(&text.clone(), name, &arguments, place),
            Value::Bytes(bytes) => self.call_bytes_method(&bytes.clone(), name, &arguments, place),
            Value::List(list) => self.call_list_method(receiver, &list.clone(), name, &arguments, place),
            Value::Tuple(_) | Value::Range(_) => self.call_tuple_method(receiver, name, &arguments, place),
            Value::Dict(dict) => self.call_dict_method(receiver, &dict.clone(), name, arguments, place),
            Value::Set(set) => self.call_set_method(receiver, &set.clone(), name, &arguments, place),
            Value::Int(_) | Value::Bool(_) | Value::Float(_) => self.call_number_method(receiver, name, place),
            Value::Iterator(iterator) => {
                self.call_iterator_method(receiver, &iterator.clone(), name, &arguments, place)
            }
            Value::Type(kind) => self.call_type_method(*kind, name, &arguments, place),
            _ => Err(self.no_attribute(receiver, name, place)),
        }
    }

    /// Calls a method of a type itself: `dict.fromkeys`, `str.maketrans`.
    fn call_type_method(&mut self, kind: Type, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
        match (kind, name) {
            (_, "fromkeys") => dict::from_keys(self, arguments, place),
            (Type::Str, "maketrans") => translate::maketrans(self, arguments, place),
            _ => Ok(self.unknown(format!("method `{name}` of a type is not evaluated"), place)),
        }
    }
}
