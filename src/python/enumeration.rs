//! Enumerations: their members, and finding one. Not the making of the class itself (`construct`).

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::namespace::Namespace;
use super::object::class::Layout;
use super::object::{Class, Instance};
use super::raise::Raise;
use super::unknown::Unknown;
use super::value::{Type, Value};
use super::vm::Vm;
use crate::source::Place;
use std::cell::OnceCell;
use std::rc::Rc;

impl Vm {
    /// Replaces what an enumeration's body bound by its members.
    pub(super) fn make_members(
        &mut self,
        class: &Rc<Class>,
        members: &Rc<OnceCell<Vec<Rc<Instance>>>>,
        place: &Place,
    ) -> Result<(), Raise> {
        let mut made: Vec<Rc<Instance>> = Vec::new();
        let mut last: i128 = 0;
        let auto_texts = class.ancestors.iter().any(|a| matches!(a, Value::Type(Type::StrEnum)));
        let is_flag = class.ancestors.iter().any(|a| matches!(a, Value::Type(Type::Flag | Type::IntFlag)));
        for (name, value) in class.attributes.entries() {
            let hidden = name.starts_with('_') && (name.starts_with("__") || name.ends_with('_'));
            let is_decorated = value.as_unknown().is_some_and(Unknown::is_decorated);
            if hidden || is_decorated || matches!(value, Value::Function(_) | Value::Descriptor(_) | Value::Class(_)) {
                continue;
            }
            let value = match &value {
                Value::Instance(marker) if &*marker.class.name == "auto" && &*marker.class.module == "enum" => {
                    if let Some(hook) = class.find("_generate_next_value_") {
                        let values = made.iter().filter_map(|m| m.attributes.find("value")).collect();
                        let given =
                            vec![Value::Str(name.clone()), Value::Int(1), Value::size(made.len()), Value::list(values)];
                        self.call_value(hook.undecorated(), Arguments::positional(given), place)?
                    } else if auto_texts {
                        Value::str(name.to_lowercase())
                    } else if is_flag {
                        Value::Int(if last == 0 { 1 } else { last.saturating_mul(2) })
                    } else {
                        Value::Int(last + 1)
                    }
                }
                _ => value,
            };
            if let Value::Int(n) = value {
                last = n;
            }
            let alias = made.iter().find(|member| {
                member
                    .attributes
                    .find("value")
                    .is_some_and(|v| super::join::same(&v, &value) && v.as_unknown().is_none())
            });
            let member = match alias {
                Some(member) => member.clone(),
                None => {
                    let member = Rc::new(Instance::new(class.clone()));
                    member.attributes.define("name", Value::Str(name.clone()));
                    member.attributes.define("value", value.clone());
                    member.attributes.define("_name_", Value::Str(name.clone()));
                    member.attributes.define("_value_", value.clone());
                    self.initialise_member(class, &member, &value, place)?;
                    made.push(member.clone());
                    member
                }
            };
            self.bind(&class.attributes, &name, Value::Instance(member));
        }
        let _ = members.set(made);
        Ok(())
    }

    fn initialise_member(
        &mut self,
        class: &Rc<Class>,
        member: &Rc<Instance>,
        value: &Value,
        place: &Place,
    ) -> Result<(), Raise> {
        let arguments = match value {
            Value::Tuple(items) => items.to_vec(),
            other => vec![other.clone()],
        };
        if is_data_enum(class) {
            *member.payload.borrow_mut() = Some(value.clone());
        }
        if let Some(init) = class.find("__init__") {
            let arguments = Arguments::positional(arguments).preceded_by(Value::Instance(member.clone()));
            self.call_value(&init, arguments, place)?;
        }
        Ok(())
    }

    pub(super) fn find_member(
        &mut self,
        class: &Rc<Class>,
        members: &[Value],
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        if members.is_empty() || arguments.positional.len() > 1 {
            return self.functional_enum(class, arguments, place);
        }
        let Some(wanted) = arguments.find(0, "value") else {
            return Err(self.error(
                "TypeError",
                "EnumType.__call__() missing 1 required positional argument: 'value'",
                place,
            ));
        };
        if let Value::Unknown(why) = &wanted {
            return Ok(Value::Unknown(why.clone()));
        }
        for member in members {
            let Value::Instance(instance) = member else { continue };
            let value = instance.attributes.find("value").unwrap_or(Value::None);
            if member.is(&wanted) || matches!(self.equality(&value, &wanted, place)?, Value::Bool(true)) {
                return Ok(member.clone());
            }
        }
        if let Some(hook) = class.find("_missing_") {
            let found = self.call_value(
                hook.undecorated(),
                Arguments::positional(vec![Value::Class(class.clone()), wanted.clone()]),
                place,
            )?;
            if !matches!(found, Value::None) {
                return Ok(found);
            }
        }
        let shown = match self.repr_of(&wanted, place)? {
            Value::Str(text) => text,
            _ => Rc::from("?"),
        };
        Err(self.error("ValueError", &format!("{shown} is not a valid {}", class.name), place))
    }

    /// `Enum('Color', ['RED', 'GREEN'])`
    pub(super) fn functional_enum(&mut self, base: &Rc<Class>, arguments: &Arguments, place: &Place) -> Outcome {
        self.make_functional_enum(Value::Class(base.clone()), arguments, place)
    }

    pub(super) fn make_functional_enum(&mut self, base: Value, arguments: &Arguments, place: &Place) -> Outcome {
        let name = arguments.find(0, "value").and_then(|name| name.as_str());
        let (Some(name), Some(names)) = (name, arguments.find(1, "names")) else {
            return Ok(self.unknown("this way of making an enumeration is not evaluated", place));
        };
        let body = Namespace::default();
        if let Some(text) = names.as_str() {
            for (at, name) in text.split(|c: char| c == ',' || c.is_whitespace()).filter(|n| !n.is_empty()).enumerate()
            {
                body.define(name, Value::size(at + 1));
            }
        } else if let Value::Dict(_) = names {
            match self.entries_of(&names, place)? {
                Ok(entries) => entries
                    .iter()
                    .for_each(|(name, value)| body.define(&name.as_str().unwrap_or_default(), value.clone())),
                Err(why) => return Ok(Value::Unknown(why)),
            }
        } else {
            let items = match self.items_of(&names, place)? {
                Ok(items) => items,
                Err(why) => return Ok(Value::Unknown(why)),
            };
            for (at, item) in items.iter().enumerate() {
                match item {
                    Value::Tuple(pair) => {
                        let name = pair.first().and_then(Value::as_str).unwrap_or_default();
                        body.define(&name, pair.get(1).cloned().unwrap_or(Value::None));
                    }
                    Value::Unknown(why) => return Ok(Value::Unknown(why.clone())),
                    other => body.define(&other.as_str().unwrap_or_default(), Value::size(at + 1)),
                }
            }
        }
        let mut bases = vec![base];
        bases.extend(arguments.keyword("type"));
        bases.reverse();
        self.make_class(&name, Arguments::positional(bases), Rc::new(body), place)
    }
}

/// Returns the members of an enumeration.
pub(super) fn enum_members(members: &OnceCell<Vec<Rc<Instance>>>) -> Vec<Value> {
    members.get().into_iter().flatten().cloned().map(Value::Instance).collect()
}

/// Returns the name of an enumeration's member.
pub(super) fn member_name(member: &Value) -> Option<Rc<str>> {
    match member {
        Value::Instance(instance) => instance.attributes.find("name").and_then(|name| name.as_str()),
        _ => None,
    }
}

/// Tells whether an enumeration's members are strings or integers as well.
pub(super) fn is_data_enum(class: &Class) -> bool {
    class.ancestors.iter().any(|ancestor| {
        matches!(
            ancestor,
            Value::Type(Type::IntEnum | Type::StrEnum | Type::IntFlag | Type::Str | Type::Int | Type::Float)
        )
    })
}

/// Tells whether a member is nothing but a member.
pub(super) fn is_plain_enum(instance: &Instance) -> bool {
    matches!(instance.class.layout(), Layout::Enum(_)) && !is_data_enum(&instance.class)
}
