//! Values whose inside is not evaluated, but whose kind and making are known: dates, UUIDs, decimals.

use super::varying::{self, Varying};
use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::operator::Comparison;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// A value made by calling a class whose inside is not evaluated: `datetime.date(2020, 1, 1)`.
pub struct Opaque {
    /// The class: `datetime.date`.
    pub class: &'static str,
    /// What it was called with.
    pub arguments: Arguments,
    /// What `str` of it gives, where that is known.
    pub text: Option<Rc<str>>,
}

/// A class whose inside is not evaluated.
pub(super) struct OpaqueClass {
    pub name: &'static str,
    /// Functions on the class whose results differ from run to run, or are not evaluated.
    pub makers: &'static [&'static str],
    /// Values on the class.
    pub values: &'static [&'static str],
    /// Those of the functions that give a moment that differs from run to run.
    pub moments: &'static [&'static str],
    /// What `str` of an instance gives.
    pub text: fn(&Arguments) -> Option<Rc<str>>,
}

impl Foreign for Opaque {
    fn type_name(&self) -> &str {
        self.class.rsplit('.').next().unwrap_or(self.class)
    }

    fn call_method(self: Rc<Self>, _: &mut Vm, name: &str, _: Arguments, place: &Place) -> Outcome {
        let reason = format!("method `{name}` of `{}` is not evaluated", self.class);
        Ok(Value::Unknown(Unknown::new(reason, place)))
    }

    fn compare(self: Rc<Self>, _: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        let equal = self.same(other);
        Ok(match (comparison, equal, other) {
            (Comparison::Equal, true, _) => Value::Bool(true),
            (Comparison::NotEqual, true, _) => Value::Bool(false),
            (Comparison::Equal, false, Value::None | Value::Str(_) | Value::Bool(_)) => Value::Bool(false),
            (Comparison::NotEqual, false, Value::None | Value::Str(_) | Value::Bool(_)) => Value::Bool(true),
            _ => Value::Unknown(Unknown::new(format!("comparing a `{}` is not evaluated", self.class), place)),
        })
    }

    fn str(self: Rc<Self>, _: &mut Vm, place: &Place) -> Outcome {
        Ok(match &self.text {
            Some(text) => Value::Str(text.clone()),
            None => Value::Unknown(Unknown::new(format!("the text of a `{}` is not evaluated", self.class), place)),
        })
    }

    fn repr(self: Rc<Self>, _: &mut Vm, place: &Place) -> Outcome {
        Ok(Value::Unknown(Unknown::new(format!("the text of a `{}` is not evaluated", self.class), place)))
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| {
            let values = |side: &Self| side.arguments.positional.clone();
            self.class == other.class
                && self.arguments.keywords.is_empty()
                && other.arguments.keywords.is_empty()
                && crate::python::join::same(&Value::tuple(values(self)), &Value::tuple(values(&other)))
        })
    }

    fn copied(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }
}

impl Foreign for OpaqueClass {
    fn type_name(&self) -> &str {
        "type"
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        if self.makers.contains(&name) {
            let reason = format!("`{}.{name}` is not evaluated", self.name);
            let (moment, own) = (self.moments.iter().find(|own| **own == name).copied(), self.name);
            return Ok(Value::native(name.to_string(), move |_, arguments, place| {
                Ok(match moment {
                    Some(name) => varying::moment(own, name, &arguments, place),
                    None => Value::Unknown(Unknown::new(reason.clone(), place)),
                })
            }));
        }
        if self.values.contains(&name) {
            let arguments = Arguments::positional(vec![Value::str(name)]);
            return Ok(Value::foreign(Opaque { class: self.name, arguments, text: None }));
        }
        match name {
            "__name__" => Ok(Value::str(self.name.rsplit('.').next().unwrap_or(self.name))),
            _ => Ok(vm.unknown(format!("`{}.{name}` is not evaluated", self.name), place)),
        }
    }

    fn call(self: Rc<Self>, vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        if let Some(why) = arguments.unknown() {
            return Ok(Value::Unknown(why.clone()));
        }
        let text = (self.text)(&arguments);
        if text.is_none() && self.name == "uuid.UUID" {
            if let ([Value::Str(_)], []) = (arguments.positional.as_slice(), arguments.keywords.as_slice()) {
                return Err(vm.error("ValueError", "badly formed hexadecimal UUID string", place));
            }
            return Ok(Value::Unknown(Unknown::new("this way of making a UUID is not evaluated", place)));
        }
        Ok(Value::foreign(Opaque { class: self.name, arguments, text }))
    }

    fn compare(self: Rc<Self>, _: &mut Vm, comparison: Comparison, other: &Value, _: &Place) -> Outcome {
        let same = other.downcast::<Self>().is_some_and(|other| other.name == self.name);
        Ok(Value::Bool(same == (comparison == Comparison::Equal)))
    }

    fn is_class(&self) -> bool {
        true
    }

    fn is_instance(&self, value: &Value) -> Option<bool> {
        let varying = value.downcast::<Varying>().map(|own| own.class());
        let class = value.downcast::<Opaque>().map(|value| value.class).or(varying);
        // A `datetime` is a `date`.
        Some(
            class.is_some_and(|class| {
                class == self.name || (class, self.name) == ("datetime.datetime", "datetime.date")
            }),
        )
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.name == self.name)
    }
}

/// The text is not evaluated.
pub(super) fn no_text(_: &Arguments) -> Option<Rc<str>> {
    None
}

/// The text is the only argument, a string.
pub(super) fn own_text(arguments: &Arguments) -> Option<Rc<str>> {
    match (arguments.positional.as_slice(), arguments.keywords.as_slice()) {
        ([only], []) => only.as_str().or_else(|| only.as_int().map(|n| Rc::from(n.to_string()))),
        _ => None,
    }
}
