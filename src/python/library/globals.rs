//! `globals()`, and the `__dict__` of an instance: a dictionary that is a namespace.

use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome, Truth};
use crate::python::namespace::Namespace;
use crate::python::operator::Comparison;
use crate::python::raise::Raise;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// The names of a module or an instance, seen as a dictionary.
pub struct Globals(Rc<Namespace>);

impl Globals {
    /// Returns a view of `namespace`.
    #[must_use]
    pub fn new(namespace: Rc<Namespace>) -> Self {
        Self(namespace)
    }

    /// Returns the names themselves.
    #[must_use]
    pub fn names(&self) -> Rc<Namespace> {
        self.0.clone()
    }

    /// Returns what a name that is not known stands for.
    fn any(&self, vm: &Vm, why: &Unknown, place: &Place) -> Value {
        let values: Vec<Value> = self.0.entries().into_iter().map(|(_, value)| value).collect();
        vm.one_of(&values, why, place)
    }

    fn find(&self, vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        match key {
            Value::Unknown(why) => Ok(self.any(vm, why, place)),
            _ => match self.0.find(&key.as_str().unwrap_or_default()) {
                Some(value) => Ok(value),
                None => Err(vm.key_error(key, place)),
            },
        }
    }
}

impl Foreign for Globals {
    fn type_name(&self) -> &str {
        "dict"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "get" | "keys" | "values" | "items" | "update" | "pop" | "setdefault" | "copy")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let key = arguments.find(0, "key").unwrap_or(Value::None);
        let default = arguments.find(1, "default").unwrap_or(Value::None);
        match name {
            "get" | "pop" | "setdefault" => {
                if let Value::Unknown(why) = &key {
                    return Ok(self.any(vm, why, place));
                }
                let name_of_key = key.as_str().unwrap_or_default();
                let found = self.0.find(&name_of_key);
                match (name, &found) {
                    ("pop", Some(_)) => drop(vm.unbind(&self.0, &name_of_key)),
                    ("pop", None) if arguments.positional.len() < 2 => return Err(vm.key_error(&key, place)),
                    ("setdefault", None) => vm.bind(&self.0, &name_of_key, default.clone()),
                    _ => {}
                }
                Ok(found.unwrap_or(default))
            }
            "update" => {
                let mut entries = match arguments.positional.first() {
                    Some(source) => match vm.entries_from(&source.clone(), place)? {
                        Ok(entries) => entries.iter().filter_map(|(k, v)| Some((k.as_str()?, v.clone()))).collect(),
                        Err(why) => return Ok(Value::Unknown(why)),
                    },
                    None => Vec::new(),
                };
                entries.extend(arguments.keywords);
                for (name, value) in entries {
                    vm.bind(&self.0, &name, value);
                }
                Ok(Value::None)
            }
            _ => {
                let snapshot = vm.globals_of(&self.0);
                if name == "copy" { Ok(snapshot) } else { vm.call_attribute(&snapshot, name, arguments, place) }
            }
        }
    }

    fn item(self: Rc<Self>, vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        self.find(vm, key, place)
    }

    fn set_item(self: Rc<Self>, vm: &mut Vm, key: &Value, value: &Value, _: &Place) -> Result<(), Raise> {
        match (key.as_str(), key) {
            (Some(name), _) => vm.bind(&self.0, &name, value.clone()),
            (None, Value::Unknown(why)) => vm.forget_names(&self.0, why),
            (None, _) => {}
        }
        Ok(())
    }

    fn iterate(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::list(self.0.entries().into_iter().map(|(name, _)| Value::Str(name)).collect()))
    }

    fn contains(self: Rc<Self>, _: &mut Vm, item: &Value, _: &Place) -> Outcome {
        Ok(match item {
            Value::Unknown(_) => item.clone(),
            _ => Value::Bool(item.as_str().is_some_and(|name| self.0.contains(&name))),
        })
    }

    fn truth(self: Rc<Self>, _: &mut Vm, _: &Place) -> Result<Truth, Raise> {
        Ok(if self.0.entries().is_empty() { Truth::False } else { Truth::True })
    }

    fn length(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::size(self.0.entries().len()))
    }

    fn compare(self: Rc<Self>, vm: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        let own = vm.globals_of(&self.0);
        let other = match other.downcast::<Self>() {
            Some(other) => vm.globals_of(&other.0),
            None => other.clone(),
        };
        vm.compare(comparison, &own, &other, place)
    }

    fn repr(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        let own = vm.globals_of(&self.0);
        vm.repr_of(&own, place)
    }

    fn str(self: Rc<Self>, vm: &mut Vm, place: &Place) -> Outcome {
        self.repr(vm, place)
    }
}
