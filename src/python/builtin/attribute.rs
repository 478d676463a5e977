//! The attributes of built-in values: functions know their names, strings their methods.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::method::has_method;
use crate::python::object::function::Callee;
use crate::python::object::{DictKind, Function};
use crate::python::raise::Raise;
use crate::python::unknown::Unknown;
use crate::python::value::{Descriptor, Type, Value};
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    /// Returns the attribute of a value of a built-in type; nothing where it has none.
    pub(in crate::python) fn plain_attribute(
        &mut self,
        object: &Value,
        name: &str,
        place: &Place,
    ) -> Result<Option<Value>, Raise> {
        if name == "__class__" {
            return Ok(Some(self.class_of(object, place)));
        }
        let found = match object {
            Value::Type(kind) => self.type_attribute(*kind, name),
            Value::Function(function) => self.function_attribute(function, name, place),
            Value::Builtin(_) | Value::Native(_) | Value::Method(_) => {
                return self.callable_attribute(object, name, place);
            }
            Value::Descriptor(descriptor) => descriptor_attribute(descriptor, name),
            Value::Range(range) => match name {
                "start" => Some(Value::Int(range.start)),
                "stop" => Some(Value::Int(range.stop)),
                "step" => Some(Value::Int(range.step)),
                _ => None,
            },
            Value::Slice(slice) => match name {
                "start" => Some(slice.start.clone()),
                "stop" => Some(slice.stop.clone()),
                "step" => Some(slice.step.clone()),
                _ => None,
            },
            Value::Int(_) | Value::Bool(_) if matches!(name, "real" | "numerator") => object.as_int().map(Value::Int),
            Value::Int(_) | Value::Bool(_) if name == "denominator" => Some(Value::Int(1)),
            Value::Int(_) | Value::Bool(_) if name == "imag" => Some(Value::Int(0)),
            Value::Float(_) if name == "real" => Some(object.clone()),
            Value::Float(_) if name == "imag" => Some(Value::Float(0.0)),
            Value::Dict(dict) if name == "default_factory" => match &dict.kind {
                DictKind::Default(factory) => Some(factory.clone()),
                _ => None,
            },
            _ => None,
        };
        if found.is_some() {
            return Ok(found);
        }
        if has_method(object, name) || is_protocol(object, name) {
            return Ok(Some(Value::method(object.clone(), name)));
        }
        Ok(match name {
            "__doc__" => Some(Value::None),
            _ if super::unmodelled::has(object, name) => {
                let reason = format!("`{name}` of a `{}` is not evaluated", object.type_name());
                Some(self.unknown(reason, place))
            }
            _ => None,
        })
    }

    fn type_attribute(&mut self, kind: Type, name: &str) -> Option<Value> {
        match name {
            "__name__" | "__qualname__" => return Some(Value::str(super::type_name(kind))),
            "__module__" => return Some(Value::str("builtins")),
            "__new__" | "__init__" | "__setattr__" => {
                let name = name.to_string();
                return Some(Value::native(name.clone(), move |vm, mut arguments, place| {
                    if name == "__new__" || arguments.positional.is_empty() {
                        return match arguments.positional.first() {
                            Some(_) if name == "__new__" => {
                                let method = vm.object_method(&Value::None, "__new__");
                                vm.call_value(&method, arguments, place)
                            }
                            _ => Ok(Value::None),
                        };
                    }
                    let receiver = arguments.positional.remove(0);
                    let method = vm.object_method(&receiver, &name);
                    vm.call_value(&method, arguments, place)
                }));
            }
            "fromkeys" | "maketrans" | "fromhex" | "from_bytes" => return Some(Value::method(Value::Type(kind), name)),
            _ => {}
        }
        let example = example(kind)?;
        if super::unmodelled::has(&example, name) || matches!(name, "real" | "imag" | "numerator" | "denominator") {
            return Some(Value::Unknown(Unknown::anywhere(format!("`{name}` of a type is not evaluated"))));
        }
        if !has_method(&example, name) && !is_protocol(&example, name) {
            return None;
        }
        let name: Rc<str> = Rc::from(name);
        Some(Value::native(name.clone(), move |vm, mut arguments, place| {
            if arguments.positional.is_empty() {
                return Err(vm.error("TypeError", &format!("unbound method {name}() needs an argument"), place));
            }
            let receiver = arguments.positional.remove(0);
            let plain = match &receiver {
                Value::Instance(instance) => instance.payload.borrow().clone().unwrap_or_else(|| receiver.clone()),
                _ => receiver,
            };
            vm.call_builtin_method(&plain, &name, arguments, place)
        }))
    }

    fn function_attribute(&mut self, function: &Rc<Function>, name: &str, place: &Place) -> Option<Value> {
        if let Some(value) = function.attributes.find(name) {
            return Some(value);
        }
        Some(match name {
            "__name__" | "__qualname__" => Value::Str(function.name.clone()),
            "__module__" => Value::str(&function.module.dotted),
            "__dict__" => Value::record(function.attributes.entries()),
            "__defaults__" => Value::tuple(function.defaults.iter().map(|(_, value)| value.clone()).collect()),
            "__globals__" => {
                Value::foreign(crate::python::library::globals::Globals::new(function.scope.globals.clone()))
            }
            "__call__" => Value::Function(function.clone()),
            "__code__" | "__annotations__" | "__closure__" => self.unknown(format!("`{name}` is not evaluated"), place),
            _ => return None,
        })
    }

    fn callable_attribute(&mut self, object: &Value, name: &str, place: &Place) -> Result<Option<Value>, Raise> {
        if let Some(value) = self.find_kept(object, name) {
            return Ok(Some(value));
        }
        Ok(match (object, name) {
            (_, "__call__") => Some(object.clone()),
            (Value::Builtin(builtin), "__name__" | "__qualname__") => Some(Value::str(builtin.name)),
            (Value::Native(native), "__name__" | "__qualname__") => Some(Value::Str(native.name.clone())),
            (Value::Method(method), "__self__") => Some(method.receiver.clone()),
            (Value::Method(method), _) => match &method.callee {
                Callee::Function(function) if name == "__func__" => Some(function.clone()),
                Callee::Function(function) => Some(self.read_attribute(function, name, place)?),
                Callee::Name(method) if name == "__name__" => Some(Value::Str(method.clone())),
                Callee::Name(_) => None,
            },
            (_, "__module__") => Some(Value::str("builtins")),
            (_, "__doc__") => Some(Value::None),
            _ => None,
        })
    }

    /// Calls a protocol method (`__len__`, `__iter__`, …) of a built-in value.
    pub(in crate::python) fn call_protocol(
        &mut self,
        receiver: &Value,
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        use crate::python::operator::Comparison;
        let first = arguments.positional.first().cloned().unwrap_or(Value::None);
        match name {
            "__len__" => self.length_of(receiver, place),
            "__iter__" => self.iterator_of(receiver, place),
            "__contains__" => self.contains(receiver, &first, place),
            "__getitem__" => self.read_item(receiver, &first, place),
            "__setitem__" => {
                let value = arguments.positional.get(1).cloned().unwrap_or(Value::None);
                self.write_item(receiver, &first, value, place)?;
                Ok(Value::None)
            }
            "__delitem__" => {
                self.delete_item(receiver, &first, place)?;
                Ok(Value::None)
            }
            "__str__" => self.str_of(receiver, place),
            "__repr__" => self.repr_of(receiver, place),
            "__eq__" => self.compare(Comparison::Equal, receiver, &first, place),
            "__ne__" => self.compare(Comparison::NotEqual, receiver, &first, place),
            "__init__" => Ok(Value::None),
            _ => Ok(self.unknown(format!("method `{name}` is not evaluated"), place)),
        }
    }
}

/// Tells whether a value of a built-in type has this method of a protocol.
fn is_protocol(object: &Value, name: &str) -> bool {
    let container = matches!(
        object,
        Value::Str(_)
            | Value::Bytes(_)
            | Value::List(_)
            | Value::Tuple(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::Range(_)
    );
    match name {
        "__len__" | "__contains__" => container,
        "__iter__" => container || matches!(object, Value::Iterator(_)),
        "__getitem__" => container && !matches!(object, Value::Set(_)),
        "__setitem__" | "__delitem__" => matches!(object, Value::List(_) | Value::Dict(_)),
        "__str__" | "__repr__" | "__eq__" | "__ne__" | "__hash__" | "__init__" => true,
        _ => false,
    }
}

fn descriptor_attribute(descriptor: &Rc<Descriptor>, name: &str) -> Option<Value> {
    match (&**descriptor, name) {
        (Descriptor::Static(inner) | Descriptor::Class(inner), "__func__" | "__wrapped__") => Some(inner.clone()),
        (Descriptor::Property { getter, .. }, "fget") => Some(getter.clone()),
        (Descriptor::Property { setter, .. }, "fset") => Some(setter.clone()),
        (Descriptor::Property { getter, .. }, "setter") => {
            let getter = getter.clone();
            Some(Value::native("setter", move |vm, arguments, place| {
                let setter = vm.argument(&arguments, 0, "fset", place)?;
                Ok(Value::Descriptor(Rc::new(Descriptor::Property { getter: getter.clone(), setter })))
            }))
        }
        (Descriptor::Property { .. }, "deleter" | "getter") => {
            let same = Value::Descriptor(descriptor.clone());
            Some(Value::native("deleter", move |_, _, _| Ok(same.clone())))
        }
        _ => None,
    }
}

/// Returns any value of a type, to ask what methods such values have.
fn example(kind: Type) -> Option<Value> {
    Some(match kind {
        Type::Str => Value::str(""),
        Type::Int | Type::Bool => Value::Int(0),
        Type::Float => Value::Float(0.0),
        Type::Bytes => Value::Bytes(Rc::from([])),
        Type::List => Value::list(Vec::new()),
        Type::Tuple => Value::tuple(Vec::new()),
        Type::Dict | Type::OrderedDict | Type::DefaultDict | Type::Counter => Value::dict(Default::default()),
        Type::Set | Type::FrozenSet => Value::set(Default::default(), crate::python::object::SetKind::Mutable),
        _ => return None,
    })
}
