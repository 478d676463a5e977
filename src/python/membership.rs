//! Membership: `in`, and `isinstance`.

use super::arguments::Arguments;
use super::foreign::{Outcome, Truth};
use super::library::Varying;
use super::library::typing::alternatives;
use super::object::class::Layout;
use super::object::{Instance, Key};
use super::operator::Comparison;
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::{Type, Value};
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    /// Returns `item in container`.
    pub(super) fn contains(&mut self, container: &Value, item: &Value, place: &Place) -> Outcome {
        match container {
            Value::Unknown(why) => Ok(Value::Unknown(why.clone())),
            Value::Foreign(object) => object.clone().contains(self, item, place),
            Value::Str(text) => match item {
                Value::Unknown(why) => Ok(Value::Unknown(why.clone())),
                _ => match item.as_str() {
                    Some(part) => Ok(Value::Bool(text.contains(&*part))),
                    None => {
                        let message =
                            format!("'in <string>' requires string as left operand, not {}", item.type_name());
                        Err(self.error("TypeError", &message, place))
                    }
                },
            },
            Value::Bytes(bytes) => match item {
                Value::Unknown(why) => Ok(Value::Unknown(why.clone())),
                Value::Bytes(part) => {
                    Ok(Value::Bool(part.is_empty() || bytes.windows(part.len()).any(|window| *window == **part)))
                }
                _ => match item.as_int() {
                    Some(n) => match u8::try_from(n) {
                        Ok(n) => Ok(Value::Bool(bytes.contains(&n))),
                        Err(_) => Err(self.error("ValueError", "byte must be in range(0, 256)", place)),
                    },
                    None => {
                        let message = format!("a bytes-like object is required, not '{}'", item.type_name());
                        Err(self.error("TypeError", &message, place))
                    }
                },
            },
            // A set is looked for as the frozen set of its members.
            Value::Set(_) if matches!(item, Value::Set(set) if !set.is_frozen()) => {
                Ok(self.unknown("looking for a set in a set is not evaluated", place))
            }
            Value::Dict(dict) => {
                let dict = dict.clone();
                self.contains_key(|key| dict.entries.read(|entries| entries.find(key).is_some()), item, place)
            }
            Value::Set(set) => {
                let set = set.clone();
                self.contains_key(|key| set.members.read(|members| members.contains(key)), item, place)
            }
            Value::Range(range) => Ok(match item.as_int() {
                Some(n) => {
                    let offset = n.checked_sub(range.start).filter(|_| range.step != 0);
                    let at = offset.filter(|o| o % range.step == 0).map(|o| o / range.step);
                    Value::Bool(at.is_some_and(|at| range.at(at).is_some()))
                }
                None => item.as_unknown().map_or(Value::Bool(false), |why| Value::Unknown(why.clone())),
            }),
            Value::Instance(instance) => {
                if instance.class.find("__contains__").is_some() {
                    return self.call_attribute(
                        container,
                        "__contains__",
                        Arguments::positional(vec![item.clone()]),
                        place,
                    );
                }
                let payload = instance.payload.borrow().clone();
                match payload {
                    Some(payload) => self.deeper(|vm| vm.contains(&payload, item, place)),
                    None => self.contains_by_iterating(container, item, place),
                }
            }
            Value::Class(class) if matches!(class.layout(), Layout::Enum(_)) => {
                let members = self.items_of(container, place)?.unwrap_or_default();
                let found = members.iter().any(|member| match (member, item) {
                    (Value::Instance(member), Value::Instance(item)) => Rc::ptr_eq(member, item),
                    _ => false,
                });
                Ok(item.as_unknown().map_or(Value::Bool(found), |why| Value::Unknown(why.clone())))
            }
            _ => self.contains_by_iterating(container, item, place),
        }
    }

    fn contains_key(&mut self, has: impl Fn(&Key) -> Result<bool, Unknown>, item: &Value, place: &Place) -> Outcome {
        Ok(match self.key_of(item, place)? {
            Ok(key) => has(&key).map_or_else(Value::Unknown, Value::Bool),
            Err(why) => Value::Unknown(why),
        })
    }

    fn contains_by_iterating(&mut self, container: &Value, item: &Value, place: &Place) -> Outcome {
        let items = match self.items_of(container, place)? {
            Ok(items) => items,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let mut unknown = None;
        for candidate in &items {
            if candidate.is(item) && !matches!(item, Value::Unknown(_)) {
                return Ok(Value::Bool(true));
            }
            let equal = self.compare(Comparison::Equal, candidate, item, place)?;
            match self.truth_of(&equal, place)? {
                Truth::True => return Ok(Value::Bool(true)),
                Truth::Unknown(why) => unknown = Some(why),
                Truth::False => {}
            }
        }
        Ok(unknown.map_or(Value::Bool(false), Value::Unknown))
    }

    /// Tells whether `value` is an instance of a class or of one of a tuple or union of classes.
    pub(super) fn is_instance(&mut self, value: &Value, class: &Value, place: &Place) -> Result<Truth, Raise> {
        if let Some(classes) = alternatives(class) {
            let mut answer = Truth::False;
            for class in &classes {
                match self.deeper(|vm| vm.is_instance(value, class, place))? {
                    Truth::True => return Ok(Truth::True),
                    Truth::Unknown(why) => answer = Truth::Unknown(why),
                    Truth::False => {}
                }
            }
            return Ok(answer);
        }
        if let Value::Unknown(why) = value {
            return Ok(Truth::Unknown(why.clone()));
        }
        if let Value::Instance(instance) = value {
            return Ok(match instance.class.derives_from(class) {
                true => Truth::True,
                false if matches!(class, Value::Type(Type::Object)) => Truth::True,
                false => match (class.as_unknown(), instance.class.unknown_ancestor(), class) {
                    (Some(why), _, _) | (None, Some(why), _) => Truth::Unknown(why.clone()),
                    (_, _, Value::Foreign(wanted)) => derives_from_foreign(instance, class, &**wanted),
                    _ => Truth::False,
                },
            });
        }
        match class {
            Value::Type(kind) => Ok(super::truth::holds(is_of_type(value, *kind))),
            Value::Class(_) => Ok(match value {
                Value::Foreign(object) => object.is_instance_of_class(class),
                _ => Truth::False,
            }),
            Value::Foreign(foreign) => Ok(match (value, foreign.is_instance(value)) {
                (_, Some(answer)) => super::truth::holds(answer),
                (Value::Foreign(_), None) => {
                    let name = foreign.type_name();
                    Truth::Unknown(Unknown::new(
                        format!("whether it is an instance of `{name}` is not modelled"),
                        place,
                    ))
                }
                _ => Truth::False,
            }),
            Value::Unknown(why) => Ok(Truth::Unknown(why.clone())),
            _ => Err(self.error("TypeError", "isinstance() arg 2 must be a type or tuple of types", place)),
        }
    }
}

fn derives_from_foreign(instance: &Instance, class: &Value, _: &dyn super::foreign::Foreign) -> Truth {
    let mut answer = Truth::False;
    for ancestor in instance.class.foreign_ancestors() {
        if let Value::Foreign(object) = ancestor {
            match object.derives_from(class) {
                Some(true) => return Truth::True,
                Some(false) => {}
                None => {
                    let reason = format!("whether `{}` derives from another class is not modelled", object.type_name());
                    answer = Truth::Unknown(Unknown::anywhere(reason));
                }
            }
        }
    }
    answer
}

/// Tells whether a value of the language is of a type of the language.
pub(super) fn is_of_type(value: &Value, kind: Type) -> bool {
    use super::object::DictKind;
    match (value, kind) {
        (_, Type::Object) => true,
        (Value::None, Type::NoneType)
        | (Value::Bool(_), Type::Bool | Type::Int)
        | (Value::Int(_), Type::Int)
        | (Value::Float(_), Type::Float)
        | (Value::Str(_), Type::Str)
        | (Value::Bytes(_), Type::Bytes)
        | (Value::List(_), Type::List)
        | (Value::Tuple(_), Type::Tuple)
        | (Value::Dict(_), Type::Dict)
        | (Value::Range(_), Type::Range)
        | (Value::Slice(_), Type::Slice)
        | (Value::Iterator(_), Type::Iterator)
        | (Value::Module(_), Type::Module)
        | (Value::Function(_), Type::Function)
        | (Value::Class(_) | Value::Type(_), Type::Type) => true,
        (Value::Dict(dict), _) => matches!(
            (&dict.kind, kind),
            (DictKind::Ordered, Type::OrderedDict)
                | (DictKind::Default(_), Type::DefaultDict)
                | (DictKind::Counter, Type::Counter)
        ),
        (Value::Set(set), Type::Set) => !set.is_frozen(),
        (Value::Set(set), Type::FrozenSet) => set.is_frozen(),
        (Value::Foreign(object), Type::Type) => object.is_class(),
        (Value::Foreign(_), Type::Int | Type::Float) => {
            let class = if kind == Type::Int { "int" } else { "float" };
            value.downcast::<Varying>().is_some_and(|own| own.class() == class)
        }
        _ => false,
    }
}
