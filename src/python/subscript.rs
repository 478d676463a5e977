//! `value[key]`: reading, writing, deleting items and slices.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::object::DictKind;
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::{Type, Value};
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    /// Returns `object[key]`.
    pub(super) fn read_item(&mut self, object: &Value, key: &Value, place: &Place) -> Outcome {
        match object {
            Value::Unknown(_) => Ok(without_text(object, place)),
            Value::Foreign(foreign) => foreign.clone().item(self, key, place),
            Value::Dict(dict) => self.read_entry(object, dict, key, place),
            Value::Type(
                Type::Int | Type::Float | Type::Bool | Type::Str | Type::Bytes | Type::NoneType | Type::Object,
            ) => Err(self.not_subscriptable(object, place)),
            Value::Type(_) => Ok(object.clone()),
            Value::Class(class) => {
                if let super::object::class::Layout::Enum(members) = &class.layout() {
                    let name = key.as_str().unwrap_or_default();
                    return match super::enumeration::enum_members(members)
                        .into_iter()
                        .find(|member| super::enumeration::member_name(member).as_deref() == Some(&*name))
                    {
                        Some(member) => Ok(member),
                        None => Err(self.key_error(key, place)),
                    };
                }
                match class.find("__class_getitem__") {
                    Some(method) => {
                        self.call_value(&method, Arguments::positional(vec![object.clone(), key.clone()]), place)
                    }
                    // A generic class subscripted with its parameters.
                    None => Ok(object.clone()),
                }
            }
            Value::Instance(instance) => {
                if instance.class.find("__getitem__").is_some() {
                    return self.call_attribute(object, "__getitem__", Arguments::positional(vec![key.clone()]), place);
                }
                let payload = instance.payload.borrow().clone();
                match payload {
                    Some(payload) => match self.deeper(|vm| vm.read_item(&payload, key, place)) {
                        Err(raise)
                            if instance.class.find("__missing__").is_some() && self.is_raised(&raise, "KeyError") =>
                        {
                            self.call_attribute(object, "__missing__", Arguments::positional(vec![key.clone()]), place)
                        }
                        found => found,
                    },
                    None => match instance.class.unknown_ancestor() {
                        Some(why) => Ok(Value::Unknown(why.clone())),
                        None => Err(self.not_subscriptable(object, place)),
                    },
                }
            }
            Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_) => {
                self.read_sequence(object, key, place)
            }
            _ => Err(self.not_subscriptable(object, place)),
        }
    }

    /// Carries out `object[key] = value`.
    pub(super) fn write_item(&mut self, object: &Value, key: &Value, value: Value, place: &Place) -> Result<(), Raise> {
        match object {
            Value::Unknown(_) => Ok(()),
            Value::Foreign(foreign) => foreign.clone().set_item(self, key, &value, place),
            Value::Dict(dict) => {
                match (self.key_of(key, place)?, dict.entries.read(|_| ())) {
                    (Ok(name), Ok(())) => {
                        self.check_size(1, place)?;
                        self.edit_dict(dict, |entries| entries.insert(name, key.clone(), value));
                    }
                    (Err(why), _) | (_, Err(why)) => self.set_somewhere(dict, value, &why),
                }
                Ok(())
            }
            Value::List(list) => {
                if let Value::Slice(slice) = key {
                    return self.write_slice(object, list, slice, &value, place);
                }
                let Ok(length) = list.read(Vec::len) else {
                    self.edit_list(list, |_| ());
                    return Ok(());
                };
                let Some(index) = key.as_int() else {
                    if let Value::Unknown(why) = key {
                        self.forget(object, why);
                        return Ok(());
                    }
                    return Err(self.wrong_index(object, key, place));
                };
                match position(index, length) {
                    Some(at) => {
                        self.edit_list(list, |items| {
                            if let Some(item) = items.get_mut(at) {
                                *item = value;
                            }
                        });
                        Ok(())
                    }
                    None => Err(self.error("IndexError", "list assignment index out of range", place)),
                }
            }
            Value::Instance(instance) => {
                let payload = instance.payload.borrow().clone();
                match payload {
                    Some(payload) if instance.class.find("__setitem__").is_none() => {
                        self.deeper(|vm| vm.write_item(&payload, key, value, place))
                    }
                    _ => {
                        let arguments = Arguments::positional(vec![key.clone(), value]);
                        self.call_attribute(object, "__setitem__", arguments, place).map(|_| ())
                    }
                }
            }
            other => Err(self.error(
                "TypeError",
                &format!("'{}' object does not support item assignment", other.type_name()),
                place,
            )),
        }
    }

    /// Carries out `del object[key]`.
    pub(super) fn delete_item(&mut self, object: &Value, key: &Value, place: &Place) -> Result<(), Raise> {
        match object {
            Value::Unknown(_) => Ok(()),
            Value::Foreign(own) => {
                let gone = self.unknown("what is deleted is not known", place);
                own.clone().set_item(self, key, &gone, place)
            }
            Value::Dict(dict) => match self.key_of(key, place)? {
                Ok(name) => {
                    let known = dict.entries.read(|entries| entries.find(&name).is_some());
                    if matches!(known, Ok(false)) {
                        return Err(self.key_error(key, place));
                    }
                    self.edit_dict(dict, |entries| entries.remove(&name));
                    Ok(())
                }
                Err(why) => {
                    self.forget(object, &why);
                    Ok(())
                }
            },
            Value::List(list) => {
                let Ok(length) = list.read(Vec::len) else {
                    self.edit_list(list, |_| ());
                    return Ok(());
                };
                if let Value::Slice(slice) = key {
                    return match self.slice_positions(slice, length, place)? {
                        Some(positions) => {
                            self.edit_list(list, |items| {
                                let mut at = 0;
                                items.retain(|_| {
                                    at += 1;
                                    !positions.contains(&(at - 1))
                                });
                            });
                            Ok(())
                        }
                        None => {
                            let why = Unknown::new("what is deleted is not known", place);
                            self.forget(object, &why);
                            Ok(())
                        }
                    };
                }
                if let Value::Unknown(why) = key {
                    self.forget(object, why);
                    return Ok(());
                }
                let Some(index) = key.as_int() else { return Err(self.wrong_index(object, key, place)) };
                match position(index, length) {
                    Some(at) => {
                        self.edit_list(list, |items| {
                            items.remove(at);
                        });
                        Ok(())
                    }
                    None => Err(self.error("IndexError", "list assignment index out of range", place)),
                }
            }
            other => {
                let arguments = Arguments::positional(vec![key.clone()]);
                self.call_attribute(other, "__delitem__", arguments, place).map(|_| ())
            }
        }
    }

    /// Returns a `KeyError` for `key`.
    pub(super) fn key_error(&mut self, key: &Value, place: &Place) -> Raise {
        let class = self.exception_class("KeyError");
        let raise = self.raise(&class, "", place);
        if let Some(instance) = raise.instance() {
            instance.attributes.define("args", Value::tuple(vec![key.clone()]));
        }
        raise
    }

    fn read_entry(&mut self, object: &Value, dict: &Rc<super::object::Dict>, key: &Value, place: &Place) -> Outcome {
        let any = || dict.entries.any_value().filter(|_| matches!(dict.kind, DictKind::Plain | DictKind::Ordered));
        let name = match self.key_of(key, place)? {
            Ok(name) => name,
            Err(why) => return Ok(any().unwrap_or_else(|| self.value_of(dict, &why, place))),
        };
        match dict.entries.read(|entries| entries.find(&name).cloned()) {
            Ok(Some(value)) => Ok(value),
            Err(why) => Ok(any().unwrap_or(Value::Unknown(why))),
            Ok(None) => match &dict.kind {
                DictKind::Default(factory) if !matches!(factory, Value::None) => {
                    let value = self.call_value(&factory.clone(), Arguments::default(), place)?;
                    self.write_item(object, key, value.clone(), place)?;
                    Ok(value)
                }
                DictKind::Counter => Ok(Value::Int(0)),
                _ => Err(self.key_error(key, place)),
            },
        }
    }

    /// Returns what a dictionary has for a key that is not known.
    pub(super) fn value_of(&self, dict: &super::object::Dict, why: &Unknown, place: &Place) -> Value {
        let values =
            dict.entries.content().map(|entries| entries.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>());
        self.one_of(&values.unwrap_or_default(), why, place)
    }

    fn read_sequence(&mut self, object: &Value, key: &Value, place: &Place) -> Outcome {
        if let Value::Unknown(why) = key {
            let items = match object {
                Value::List(list) => list.content().map(|items| items.to_vec()).unwrap_or_default(),
                Value::Tuple(items) => items.to_vec(),
                _ => Vec::new(),
            };
            return Ok(self.one_of(&items, why, place));
        }
        if let (Value::Range(range), Value::Int(index)) = (object, key) {
            let index = if *index < 0 {
                index.saturating_add(i128::try_from(range.len()).unwrap_or(i128::MAX))
            } else {
                *index
            };
            return match range.at(index) {
                Some(n) => Ok(Value::Int(n)),
                None => Err(self.error("IndexError", "range object index out of range", place)),
            };
        }
        if let (Value::Str(text), Some(index)) = (object, key.as_int()) {
            let length = text.chars().count();
            return match position(index, length).and_then(|at| text.chars().nth(at)) {
                Some(c) => Ok(Value::str(c.encode_utf8(&mut [0; 4]))),
                None => Err(self.error("IndexError", "string index out of range", place)),
            };
        }
        let found = match (object, key.as_int()) {
            (Value::List(list), Some(index)) => {
                let found = list.read(|items| position(index, items.len()).and_then(|at| items.get(at)).cloned());
                match found {
                    Ok(found) => found,
                    Err(why) => return Ok(Value::Unknown(why)),
                }
            }
            (Value::Tuple(items), Some(index)) => position(index, items.len()).and_then(|at| items.get(at)).cloned(),
            _ => None,
        };
        if let Some(found) = found {
            return Ok(found);
        }
        if let (Value::Range(range), Value::Slice(slice)) = (object, key) {
            return self.slice_range(**range, slice, place);
        }
        let items = match self.items_of(object, place)? {
            Ok(items) => items,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        if let Some(index) = key.as_int() {
            return match position(index, items.len()).and_then(|at| items.get(at)) {
                Some(item) => Ok(item.clone()),
                None => Err(self.error("IndexError", &format!("{} index out of range", object.type_name()), place)),
            };
        }
        let Value::Slice(slice) = key else {
            return Err(self.wrong_index(object, key, place));
        };
        let Some(positions) = self.slice_positions(slice, items.len(), place)? else {
            let why = Unknown::new("the bounds of the slice are not known", place);
            return Ok(self.one_of(&items, &why, place));
        };
        self.check_size(positions.len(), place)?;
        let chosen: Vec<Value> = positions.iter().filter_map(|at| items.get(*at).cloned()).collect();
        Ok(match object {
            Value::Str(_) => {
                Value::str(chosen.iter().filter_map(Value::as_str).map(|c| c.to_string()).collect::<String>())
            }
            Value::Bytes(_) => {
                Value::Bytes(chosen.iter().filter_map(Value::as_int).filter_map(|b| u8::try_from(b).ok()).collect())
            }
            Value::Tuple(_) => Value::tuple(chosen),
            _ => Value::list(chosen),
        })
    }

    fn wrong_index(&mut self, object: &Value, key: &Value, place: &Place) -> Raise {
        let message = format!("{} indices must be integers or slices, not {}", object.type_name(), key.type_name());
        self.error("TypeError", &message, place)
    }

    fn not_subscriptable(&mut self, object: &Value, place: &Place) -> Raise {
        self.error("TypeError", &format!("'{}' object is not subscriptable", object.type_name()), place)
    }
}

/// Returns the position an index means: a negative one counts from the end.
pub(super) fn position(index: i128, length: usize) -> Option<usize> {
    let index = if index < 0 { index.checked_add(i128::try_from(length).ok()?)? } else { index };
    usize::try_from(index).ok().filter(|at| *at < length)
}

fn without_text(object: &Value, place: &Place) -> Value {
    match object {
        Value::Unknown(why) if !why.pieces().is_empty() => Value::Unknown(Unknown::new(why.reason(), place)),
        other => other.clone(),
    }
}
