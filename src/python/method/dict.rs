//! The methods of `dict` and its kinds.

use super::signature::Signature;
use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::Outcome;
use crate::python::object::{Dict, DictKind, Entries, Key, Shared};
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// What the kinds of `dict` in `collections` have beyond it.
pub(super) const ORDERED_METHODS: &[Signature] = &[("move_to_end", "key=o last=o?"), ("popitem", "last=o?")];
pub(super) const COUNTER_METHODS: &[Signature] =
    &[("elements", ""), ("most_common", "n=o?"), ("subtract", "*o"), ("total", ""), ("update", "o? **")];
pub(super) const METHODS: &[Signature] = &[
    ("clear", ""),
    ("copy", ""),
    ("fromkeys", "o o?"),
    ("get", "o o?"),
    ("items", ""),
    ("keys", ""),
    ("pop", "o o?"),
    ("popitem", ""),
    ("setdefault", "o o?"),
    ("update", "o? **"),
    ("values", ""),
];

impl Vm {
    pub(super) fn call_dict_method(
        &mut self,
        receiver: &Value,
        dict: &Rc<Dict>,
        name: &str,
        arguments: Arguments,
        place: &Place,
    ) -> Outcome {
        if name == "clear" {
            self.touch(dict);
            *dict.entries.0.borrow_mut() = Ok(Entries::default());
            return Ok(Value::None);
        }
        if name == "update" {
            return self.update_dict(receiver, dict, arguments, place);
        }
        if matches!(name, "get" | "setdefault" | "pop") {
            return self.call_entry_method(receiver, dict, name, &arguments, place);
        }
        let entries = match dict.entries.content() {
            Ok(entries) => entries,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        match name {
            "keys" => Ok(Value::list(entries.iter().map(|(key, _)| key.clone()).collect())),
            "values" => Ok(Value::list(entries.iter().map(|(_, value)| value.clone()).collect())),
            "items" => {
                let pairs = entries.iter().map(|(key, value)| Value::tuple(vec![key.clone(), value.clone()]));
                Ok(Value::list(pairs.collect()))
            }
            "copy" => Ok(Value::Dict(Rc::new(Dict { entries: Shared::new(entries), kind: dict.kind.clone() }))),
            "fromkeys" => from_keys(self, &arguments, place),
            "popitem" => {
                let last = arguments.find(0, "last").is_none_or(|last| !matches!(last, Value::Bool(false)));
                let found = if last { entries.iter().next_back() } else { entries.iter().next() };
                let Some((key, value)) = found else {
                    return Err(self.error("KeyError", "popitem(): dictionary is empty", place));
                };
                if let Ok(name) = Key::of(key) {
                    self.edit_dict(dict, |entries| entries.remove(&name));
                }
                Ok(Value::tuple(vec![key.clone(), value.clone()]))
            }
            "move_to_end" => {
                let key = self.argument(&arguments, 0, "key", place)?;
                if arguments.find(1, "last").is_some_and(|last| !matches!(last, Value::Bool(true))) {
                    let why = Unknown::new("moving a key to the front is not evaluated", place);
                    self.forget(receiver, &why);
                    return Ok(Value::Unknown(why));
                }
                if let Ok(name) = Key::of(&key) {
                    if entries.find(&name).is_none() {
                        return Err(self.key_error(&key, place));
                    }
                    self.edit_dict(dict, |entries| {
                        if let Some((key, value)) = entries.remove(&name) {
                            entries.insert(name, key, value);
                        }
                    });
                }
                Ok(Value::None)
            }
            "most_common" => {
                let mut pairs: Vec<(Value, i128)> =
                    entries.iter().map(|(key, count)| (key.clone(), count.as_int().unwrap_or(0))).collect();
                pairs.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
                let most = arguments.find(0, "n").and_then(|n| n.as_int()).and_then(|n| usize::try_from(n).ok());
                let pairs = pairs.into_iter().take(most.unwrap_or(usize::MAX));
                Ok(Value::list(pairs.map(|(key, count)| Value::tuple(vec![key, Value::Int(count)])).collect()))
            }
            "elements" => Ok(self.unknown("`elements` is not evaluated", place)),
            _ => Err(self.no_attribute(receiver, name, place)),
        }
    }

    fn call_entry_method(
        &mut self,
        receiver: &Value,
        dict: &Rc<Dict>,
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        let key = self.argument(arguments, 0, "key", place)?;
        let default = arguments.find(1, "default");
        let found = match self.key_of(&key, place)? {
            Ok(found) => found,
            Err(why) => {
                let found = self.value_of(dict, &why, place);
                if name != "get" {
                    self.forget(receiver, &why);
                }
                return Ok(found);
            }
        };
        let value = match dict.entries.read(|entries| entries.find(&found).cloned()) {
            Ok(value) => value,
            Err(why) => {
                self.edit_dict(dict, |_| ());
                return Ok(Value::Unknown(why));
            }
        };
        match (name, value) {
            ("get" | "setdefault", Some(value)) => Ok(value),
            ("get", None) => Ok(default.unwrap_or(Value::None)),
            ("setdefault", None) => {
                let default = default.unwrap_or(Value::None);
                self.write_item(receiver, &key, default.clone(), place)?;
                Ok(default)
            }
            (_, Some(value)) => {
                self.edit_dict(dict, |entries| entries.remove(&found));
                Ok(value)
            }
            (_, None) => match default {
                Some(default) => Ok(default),
                None => Err(self.key_error(&key, place)),
            },
        }
    }

    fn update_dict(&mut self, receiver: &Value, dict: &Rc<Dict>, arguments: Arguments, place: &Place) -> Outcome {
        if let Some(why) = &arguments.rest {
            self.forget(receiver, why);
        }
        if let Some(source) = arguments.positional.first() {
            let source = match (&dict.kind, source) {
                (DictKind::Counter, _) => {
                    let why = Unknown::new("updating a counter is not evaluated", place);
                    self.forget(receiver, &why);
                    return Ok(Value::Unknown(why));
                }
                _ => source.clone(),
            };
            match self.entries_from(&source, place)? {
                Ok(more) => {
                    self.check_size(more.len(), place)?;
                    self.edit_dict(dict, |entries| {
                        for (key, value) in more.iter() {
                            if let Ok(name) = Key::of(key) {
                                entries.insert(name, key.clone(), value.clone());
                            }
                        }
                    });
                }
                Err(why) => self.forget(receiver, &why),
            }
        }
        self.edit_dict(dict, |entries| {
            for (name, value) in arguments.keywords {
                entries.insert(Key::Str(name.clone()), Value::Str(name), value);
            }
        });
        Ok(Value::None)
    }
}

/// `dict.fromkeys`
pub(super) fn from_keys(vm: &mut Vm, arguments: &Arguments, place: &Place) -> Outcome {
    let iterable = vm.argument(arguments, 0, "iterable", place)?;
    let value = arguments.find(1, "value").unwrap_or(Value::None);
    let mut entries = Entries::default();
    for item in items!(vm, &iterable, place) {
        match vm.key_of(&item, place)? {
            Ok(key) => entries.insert(key, item, value.clone()),
            Err(why) => return Ok(Value::Unknown(why)),
        }
    }
    Ok(Value::dict(entries))
}
