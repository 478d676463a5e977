//! The methods of `set` and `frozenset`.

use super::signature::Signature;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::{Key, Members, Set, SetKind};
use crate::python::operator::{BinaryOperator, Comparison};
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) const FROZEN_METHODS: &[Signature] = &[
    ("copy", ""),
    ("difference", "*o"),
    ("intersection", "*o"),
    ("isdisjoint", "o"),
    ("issubset", "o"),
    ("issuperset", "o"),
    ("symmetric_difference", "o"),
    ("union", "*o"),
];
/// What a `set` has beyond what a `frozenset` has.
pub(super) const METHODS: &[Signature] = &[
    ("add", "o"),
    ("clear", ""),
    ("difference_update", "*o"),
    ("discard", "o"),
    ("intersection_update", "*o"),
    ("pop", ""),
    ("remove", "o"),
    ("symmetric_difference_update", "o"),
    ("update", "*o"),
];

impl Vm {
    pub(super) fn call_set_method(
        &mut self,
        receiver: &Value,
        set: &Rc<Set>,
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        match name {
            "clear" => {
                self.touch(set);
                *set.members.0.borrow_mut() = Ok(Members::default());
                Ok(Value::None)
            }
            "copy" => Ok(match set.members.content() {
                Ok(members) => Value::set(members, set.kind),
                Err(why) => Value::Unknown(why),
            }),
            "add" | "discard" | "remove" => self.change_member(receiver, set, name, arguments, place),
            "pop" => Ok(self.forget_and_return(receiver, "which member `pop` takes is not known", place)),
            "union" | "update" => self.combine_all(receiver, set, BinaryOperator::BitOr, name, arguments, place),
            "intersection" | "intersection_update" => {
                self.combine_all(receiver, set, BinaryOperator::BitAnd, name, arguments, place)
            }
            "difference" | "difference_update" => {
                self.combine_all(receiver, set, BinaryOperator::Subtract, name, arguments, place)
            }
            "symmetric_difference" | "symmetric_difference_update" => {
                self.combine_all(receiver, set, BinaryOperator::BitXor, name, arguments, place)
            }
            _ => {
                let other = self.argument(arguments, 0, "other", place)?;
                let other = self.as_set(&other, place)?;
                match name {
                    "issubset" => self.compare(Comparison::LessOrEqual, receiver, &other, place),
                    "issuperset" => self.compare(Comparison::GreaterOrEqual, receiver, &other, place),
                    _ => {
                        let common = self.binary(BinaryOperator::BitAnd, receiver, &other, place)?;
                        let length = self.length_of(&common, place)?;
                        self.compare(Comparison::Equal, &length, &Value::Int(0), place)
                    }
                }
            }
        }
    }

    fn change_member(
        &mut self,
        receiver: &Value,
        set: &Rc<Set>,
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        let item = self.argument(arguments, 0, "element", place)?;
        // A set is looked for as the frozen set of its members.
        if name != "add" && matches!(&item, Value::Set(set) if !set.is_frozen()) {
            let why = Unknown::new("looking for a set in a set is not evaluated", place);
            self.forget(receiver, &why);
            return Ok(Value::Unknown(why));
        }
        let key = match self.key_of(&item, place)? {
            Ok(key) => key,
            Err(why) => {
                self.forget(receiver, &why);
                return Ok(Value::None);
            }
        };
        let missing = matches!(set.members.read(|members| members.contains(&key)), Ok(false));
        match name {
            "add" => {
                self.check_size(1, place)?;
                self.edit_set(set, |members| members.insert(key, item));
            }
            "remove" if missing => return Err(self.key_error(&item, place)),
            _ => {
                self.edit_set(set, |members| members.remove(&key));
            }
        }
        Ok(Value::None)
    }

    fn combine_all(
        &mut self,
        receiver: &Value,
        set: &Rc<Set>,
        operator: BinaryOperator,
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        let mut result = match set.members.content() {
            Ok(members) => Value::set(members, if set.is_frozen() { SetKind::Frozen } else { SetKind::Mutable }),
            Err(why) => Value::Unknown(why),
        };
        for other in &arguments.positional {
            let other = self.as_set(other, place)?;
            result = self.binary(operator, &result, &other, place)?;
        }
        if let Some(why) = &arguments.rest {
            result = Value::Unknown(why.clone());
        }
        if !name.ends_with("update") {
            return Ok(result);
        }
        match result {
            Value::Set(result) => match result.members.content() {
                Ok(members) => self.edit_set(set, |own| *own = members),
                Err(why) => self.forget(receiver, &why),
            },
            Value::Unknown(why) => self.forget(receiver, &why),
            _ => {}
        }
        Ok(Value::None)
    }

    fn as_set(&mut self, value: &Value, place: &Place) -> Outcome {
        match value {
            Value::Set(_) | Value::Unknown(_) => Ok(value.clone()),
            other => match self.items_of(other, place)? {
                Ok(items) => self.make_set(items, SetKind::Mutable, place),
                Err(why) => Ok(Value::Unknown(why)),
            },
        }
    }

    fn forget_and_return(&mut self, receiver: &Value, reason: &str, place: &Place) -> Value {
        let why = Unknown::new(reason, place);
        // A set of one has only one member to give.
        if let Value::Set(set) = receiver
            && let Ok(Some(only)) =
                set.members.read(|members| if members.len() == 1 { members.iter().next().cloned() } else { None })
        {
            if let Ok(key) = Key::of(&only) {
                self.edit_set(set, |members| members.remove(&key));
            }
            return only;
        }
        self.forget(receiver, &why);
        Value::Unknown(why)
    }
}
