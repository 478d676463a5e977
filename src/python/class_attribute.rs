//! The attributes of classes, of `super()` and of modules.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::library::globals::Globals;
use super::object::class::Layout;
use super::object::function::Callee;
use super::object::{Class, Method, Module};
use super::value::{Descriptor, Value};
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    pub(super) fn class_attribute(&mut self, class: &Rc<Class>, name: &str, place: &Place) -> Outcome {
        let object = Value::Class(class.clone());
        if let Some(found) = class.find(name) {
            return match &found {
                Value::Descriptor(descriptor) => match &**descriptor {
                    Descriptor::Static(inner) => Ok(inner.clone()),
                    Descriptor::Class(inner) => Ok(bind_method(inner.clone(), object)),
                    Descriptor::Property { .. } => Ok(found),
                },
                Value::Instance(descriptor) if descriptor.class.find("__get__").is_some() => {
                    let arguments = Arguments::positional(vec![Value::None, object]);
                    self.call_attribute(&found, "__get__", arguments, place)
                }
                _ => Ok(found),
            };
        }
        match name {
            "__name__" => return Ok(Value::Str(class.name.clone())),
            "__qualname__" => return Ok(Value::Str(class.name.clone())),
            "__module__" => return Ok(Value::Str(class.module.clone())),
            "__doc__" => return Ok(Value::None),
            "__match_args__" => {
                if let Layout::Dataclass(fields) | Layout::NamedTuple(fields) = class.layout() {
                    return Ok(Value::tuple(fields.iter().map(|field| Value::Str(field.name.clone())).collect()));
                }
            }
            "__dict__" => return Ok(Value::record(class.attributes.entries())),
            "__bases__" => return Ok(Value::tuple(class.bases.clone())),
            "__mro__" => return Ok(Value::tuple(resolution_order(class))),
            "mro" => {
                let order = resolution_order(class);
                return Ok(Value::native("mro", move |_, _, _| Ok(Value::list(order.clone()))));
            }
            "_fields" => {
                if let Layout::NamedTuple(fields) = class.layout() {
                    return Ok(Value::tuple(fields.iter().map(|field| Value::Str(field.name.clone())).collect()));
                }
            }
            "__subclasses__" => {
                let unknown = self.unknown("the subclasses of a class are not known", place);
                return Ok(Value::native("__subclasses__", move |_, _, _| Ok(unknown.clone())));
            }
            "__class__" => return Ok(Value::Type(super::value::Type::Type)),
            "__members__" => {
                if let Layout::Enum(_) = class.layout() {
                    let mut named = class.attributes.entries();
                    named.retain(
                        |(_, value)| matches!(value, Value::Instance(member) if Rc::ptr_eq(&member.class, class)),
                    );
                    return Ok(Value::record(named));
                }
            }
            _ => {}
        }
        let ancestors = class.ancestors.clone();
        for ancestor in &ancestors {
            if let Value::Type(_) = ancestor
                && let Some(value) = self.plain_attribute(ancestor, name, place)?
            {
                return Ok(value);
            }
        }
        if let Some(Value::Foreign(base)) = ancestors.iter().find(|ancestor| matches!(ancestor, Value::Foreign(_))) {
            return base.clone().inherited_by_class(self, class, name, place);
        }
        match class.unknown_ancestor() {
            Some(why) => Ok(Value::Unknown(why.clone())),
            None => {
                let message = format!("type object '{}' has no attribute '{name}'", class.name);
                Err(self.error("AttributeError", &message, place))
            }
        }
    }

    pub(super) fn module_attribute(&mut self, module: &Rc<Module>, name: &str, place: &Place) -> Outcome {
        if let Some(why) = module.stopped.get() {
            return Ok(Value::Unknown(why.clone()));
        }
        if let Some(value) = module.globals.find(name) {
            return Ok(value);
        }
        if name == "__dict__" {
            return Ok(Value::foreign(Globals::new(module.globals.clone())));
        }
        if let Some(hook) = module.globals.find("__getattr__") {
            return self.call_value(&hook, Arguments::positional(vec![Value::str(name)]), place);
        }
        if let Some(value) = self.submodule(module, name, place)? {
            return Ok(value);
        }
        if let Some(why) = module.globals.find(super::import::INCOMPLETE) {
            return Ok(why);
        }
        let message = format!("module '{}' has no attribute '{name}'", module.name);
        Err(self.error("AttributeError", &message, place))
    }

    pub(super) fn super_attribute(
        &mut self,
        receiver: &Value,
        after: &Rc<Class>,
        name: &str,
        place: &Place,
    ) -> Outcome {
        let class = match receiver {
            Value::Instance(instance) => instance.class.clone(),
            Value::Class(class) => class.clone(),
            other => return self.read_attribute(other, name, place),
        };
        let start =
            class.ancestors.iter().position(|ancestor| matches!(ancestor, Value::Class(c) if Rc::ptr_eq(c, after)));
        let from = start.map_or(0, |at| at + 1);
        let ancestors: Vec<Value> = class.ancestors.get(from..).unwrap_or_default().to_vec();
        for ancestor in &ancestors {
            match ancestor {
                Value::Class(base) => {
                    if let Some(found) = base.attributes.find(name) {
                        return self.bound(found, receiver, &class, place);
                    }
                    if let (Layout::Exception, "__init__") = (&base.layout(), name) {
                        return Ok(self.object_method(receiver, "exception __init__"));
                    }
                }
                Value::Foreign(base) => {
                    if name == "__init__" {
                        return Ok(self.object_method(receiver, "foreign __init__"));
                    }
                    return match receiver {
                        Value::Instance(instance) => base.clone().inherited(self, instance, name, place),
                        _ => base.clone().inherited_by_class(self, &class, name, place),
                    };
                }
                Value::Unknown(why) => return Ok(Value::Unknown(why.clone())),
                Value::Type(_) if name != "__init__" => {
                    if let Value::Instance(instance) = receiver
                        && let Some(value) = self.payload_attribute(instance, name, place)?
                    {
                        return Ok(value);
                    }
                }
                _ => {}
            }
        }
        let known = ["__init__", "__new__", "__setattr__", "__repr__", "__str__", "__eq__", "__init_subclass__"];
        if known.contains(&name) {
            return Ok(self.object_method(receiver, name));
        }
        if name.starts_with("__") {
            return Ok(self.unknown(format!("`{name}` of `object` is not evaluated"), place));
        }
        Err(self.error("AttributeError", &format!("'super' object has no attribute '{name}'"), place))
    }

    /// Returns a class attribute as it is seen through an instance or class: functions become methods.
    pub(super) fn bound(&mut self, found: Value, receiver: &Value, class: &Rc<Class>, place: &Place) -> Outcome {
        Ok(match &found {
            Value::Function(_) => bind_method(found, receiver.clone()),
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Static(inner) => inner.clone(),
                Descriptor::Class(inner) => bind_method(inner.clone(), Value::Class(class.clone())),
                Descriptor::Property { getter, .. } => {
                    return self.call_value(getter, Arguments::positional(vec![receiver.clone()]), place);
                }
            },
            Value::Native(native) if native.name.starts_with("method:") => bind_method(found, receiver.clone()),
            Value::Instance(descriptor) if descriptor.class.find("__get__").is_some() => {
                let arguments = Arguments::positional(vec![receiver.clone(), Value::Class(class.clone())]);
                return self.call_attribute(&found, "__get__", arguments, place);
            }
            _ => found,
        })
    }
}

/// Returns a class and its ancestors in the order attributes are looked up.
fn resolution_order(class: &Rc<Class>) -> Vec<Value> {
    let own = std::iter::once(Value::Class(class.clone()));
    own.chain(class.ancestors.iter().cloned()).chain([Value::Type(super::value::Type::Object)]).collect()
}

/// Returns a function bound to its receiver.
pub(super) fn bind_method(function: Value, receiver: Value) -> Value {
    Value::Method(Rc::new(Method { receiver, callee: Callee::Function(function) }))
}
