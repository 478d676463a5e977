//! Attributes: how each kind of value finds, keeps and forgets them.

use super::arguments::Arguments;
use super::foreign::{Assigned, Foreign, Outcome};
use super::namespace::Namespace;
use super::object::Instance;
use super::object::class::Layout;
use super::raise::Raise;
use super::value::{Descriptor, Value};
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    /// Returns `object.name`.
    pub(super) fn read_attribute(&mut self, object: &Value, name: &str, place: &Place) -> Outcome {
        self.limits.step(1)?;
        match object {
            Value::Unknown(why) => {
                let world = self.world.clone();
                let known = world.attribute_of_unknown(self, name);
                Ok(known.unwrap_or_else(|| Value::Unknown(why.without_text(place))))
            }
            Value::Foreign(foreign) => {
                if let Some(value) = self.kept_attribute(foreign, name) {
                    return Ok(value);
                }
                if name == "__class__" {
                    let unknown = || format!("the class of `{}` is not modelled", foreign.type_name());
                    return Ok(foreign.class().unwrap_or_else(|| self.unknown(unknown(), place)));
                }
                if foreign.has_method(name) {
                    return Ok(Value::method(object.clone(), name));
                }
                foreign.clone().attribute(self, name, place)
            }
            Value::Module(module) => self.module_attribute(module, name, place),
            Value::Instance(instance) => self.deeper(|vm| vm.instance_attribute(instance, name, place)),
            Value::Class(class) => self.deeper(|vm| vm.class_attribute(class, name, place)),
            Value::Super(it) => self.deeper(|vm| vm.super_attribute(&it.0, &it.1, name, place)),
            _ => match self.plain_attribute(object, name, place)? {
                Some(value) => Ok(value),
                None => Err(self.no_attribute(object, name, place)),
            },
        }
    }

    /// Carries out `object.name = value`.
    pub(super) fn write_attribute(
        &mut self,
        object: &Value,
        name: &str,
        value: Value,
        place: &Place,
    ) -> Result<(), Raise> {
        match object {
            Value::Unknown(why) => {
                self.world.assigned_to_unknown(why, name, &value);
                Ok(())
            }
            Value::Foreign(foreign) => match foreign.clone().set_attribute(self, name, &value, place)? {
                Assigned::Taken => Ok(()),
                Assigned::Kept => {
                    self.keep_attribute(object, name, value);
                    Ok(())
                }
            },
            Value::Module(module) => {
                self.bind(&module.globals, name, value);
                Ok(())
            }
            Value::Instance(instance) => {
                let initialising = self.frames.last().is_some_and(|frame| &*frame.function == "__init__");
                if instance.class.find(super::library::dataclasses::FROZEN).is_some() && !initialising {
                    return Err(self.error("FrozenInstanceError", &format!("cannot assign to field '{name}'"), place));
                }
                if let Some(descriptor @ Value::Instance(_)) = instance.class.find(name)
                    && let Value::Instance(own) = &descriptor
                    && own.class.find("__set__").is_some()
                {
                    let arguments = Arguments::positional(vec![object.clone(), value]);
                    return self.call_attribute(&descriptor, "__set__", arguments, place).map(|_| ());
                }
                if let Some(Value::Descriptor(descriptor)) = instance.class.find(name)
                    && let Descriptor::Property { setter, .. } = &*descriptor
                {
                    if matches!(setter, Value::None) {
                        let message = format!("property '{name}' of '{}' object has no setter", instance.class.name);
                        return Err(self.error("AttributeError", &message, place));
                    }
                    let arguments = Arguments::positional(vec![object.clone(), value]);
                    return self.call_value(setter, arguments, place).map(|_| ());
                }
                if instance.class.find("__setattr__").is_some() {
                    let arguments = Arguments::positional(vec![Value::str(name), value]);
                    return self.call_attribute(object, "__setattr__", arguments, place).map(|_| ());
                }
                self.bind(&instance.attributes, name, value);
                Ok(())
            }
            Value::Class(class) => {
                self.bind(&class.attributes, name, value);
                Ok(())
            }
            Value::Function(function) => {
                self.bind(&function.attributes, name, value);
                Ok(())
            }
            Value::Native(_) | Value::Method(_) | Value::Builtin(_) => {
                self.keep_attribute(object, name, value);
                Ok(())
            }
            other => Err(self.no_attribute(other, name, place)),
        }
    }

    /// Carries out `del object.name`.
    pub(super) fn delete_attribute(&mut self, object: &Value, name: &str, place: &Place) -> Result<(), Raise> {
        let namespace = match object {
            Value::Instance(instance) => instance.attributes.clone(),
            Value::Class(class) => class.attributes.clone(),
            Value::Module(module) => module.globals.clone(),
            Value::Function(function) => function.attributes.clone(),
            _ => return Ok(()),
        };
        match self.unbind(&namespace, name) {
            Some(_) => Ok(()),
            None => Err(self.no_attribute(object, name, place)),
        }
    }

    /// Calls `receiver.name(...)`, without making a bound method where there is no need.
    pub(super) fn call_attribute(
        &mut self,
        receiver: &Value,
        name: &str,
        arguments: Arguments,
        place: &Place,
    ) -> Outcome {
        match receiver {
            Value::Foreign(foreign) => {
                self.limits.step(1)?;
                if let Some(kept) = self.kept_attribute(foreign, name) {
                    return self.call_value(&kept, arguments, place);
                }
                let foreign = foreign.clone();
                self.deeper(|vm| foreign.call_method(vm, name, arguments, place))
            }
            Value::Unknown(why) => match self.call_partial_method(why, name, &arguments) {
                Some(value) => Ok(value),
                None => self.call_unknown(why, &arguments, place),
            },
            Value::Str(_) | Value::List(_) | Value::Dict(_) | Value::Tuple(_) | Value::Set(_) | Value::Bytes(_)
                if !name.starts_with("__") =>
            {
                self.limits.step(1)?;
                self.deeper(|vm| vm.call_builtin_method(receiver, name, arguments, place))
            }
            Value::Instance(instance) => match self.plain_method(instance, name) {
                Some(function) => self.call_value(&function, arguments.preceded_by(receiver.clone()), place),
                None => {
                    let callee = self.read_attribute(receiver, name, place)?;
                    self.call_value(&callee, arguments, place)
                }
            },
            _ => {
                let callee = self.read_attribute(receiver, name, place)?;
                self.call_value(&callee, arguments, place)
            }
        }
    }

    /// Returns the function that is the method `name`, where calling it needs no bound method.
    fn plain_method(&mut self, instance: &Rc<Instance>, name: &str) -> Option<Value> {
        if instance.attributes.contains(name) {
            return None;
        }
        instance.class.find(name).filter(|found| matches!(found, Value::Function(_)))
    }

    fn instance_attribute(&mut self, instance: &Rc<Instance>, name: &str, place: &Place) -> Outcome {
        let object = Value::Instance(instance.clone());
        let found = instance.class.find(name);
        if let Some(Value::Descriptor(descriptor)) = &found
            && let Descriptor::Property { getter, .. } = &**descriptor
        {
            return self.call_value(getter, Arguments::positional(vec![object]), place);
        }
        if instance.class.find("__getattribute__").is_some() && name != "__class__" {
            return Ok(self.unknown("attributes of a class with `__getattribute__` are not evaluated", place));
        }
        if let Some(Value::Instance(descriptor)) = &found
            && descriptor.class.find("__set__").is_some()
        {
            return self.bound(Value::Instance(descriptor.clone()), &object, &instance.class, place);
        }
        if let Some(value) = instance.attributes.find(name) {
            return Ok(value);
        }
        if let Some(found) = found {
            return self.bound(found, &object, &instance.class, place);
        }
        match name {
            "__class__" => return Ok(Value::Class(instance.class.clone())),
            "__dict__" => {
                return Ok(Value::foreign(super::library::globals::Globals::new(instance.attributes.clone())));
            }
            "_fields" | "_asdict" | "_replace" => {
                if let Layout::NamedTuple(_) = instance.class.layout() {
                    return self.named_tuple_attribute(instance, name, place);
                }
            }
            "__module__" => return Ok(Value::Str(instance.class.module.clone())),
            "__doc__" => return Ok(Value::None),
            "__context__" | "__suppress_context__" if matches!(instance.class.layout(), Layout::Exception) => {
                return Ok(self.unknown(format!("`{name}` is not evaluated"), place));
            }
            "__cause__" | "__traceback__" if matches!(instance.class.layout(), Layout::Exception) => {
                return Ok(Value::None);
            }
            "with_traceback" if matches!(instance.class.layout(), Layout::Exception) => {
                return Ok(Value::native("with_traceback", move |_, _, _| Ok(object.clone())));
            }
            _ => {}
        }
        if let Some(value) = self.payload_attribute(instance, name, place)? {
            return Ok(value);
        }
        if instance.class.find("__getattr__").is_some() {
            return self.call_attribute(&object, "__getattr__", Arguments::positional(vec![Value::str(name)]), place);
        }
        let foreign: Vec<Value> = instance.class.foreign_ancestors().cloned().collect();
        if let Some(Value::Foreign(base)) = foreign.into_iter().next() {
            return base.inherited(self, instance, name, place);
        }
        match instance.class.unknown_ancestor() {
            Some(why) => Ok(Value::Unknown(why.clone())),
            None if matches!(name, "__init__" | "__setattr__" | "__delattr__" | "__repr__" | "__str__" | "__eq__") => {
                Ok(self.object_method(&object, name))
            }
            None => Err(self.no_attribute(&object, name, place)),
        }
    }

    fn named_tuple_attribute(&mut self, instance: &Rc<Instance>, name: &str, place: &Place) -> Outcome {
        let record = Value::record(instance.attributes.entries());
        let class = instance.class.clone();
        Ok(match name {
            "_asdict" => Value::native("_asdict", move |_, _, _| Ok(record.clone())),
            "_replace" => Value::native("_replace", move |vm, arguments, place| {
                let mut keywords = match vm.entries_of(&record, place)? {
                    Ok(entries) => {
                        entries.iter().filter_map(|(k, v)| Some((k.as_str()?, v.clone()))).collect::<Vec<_>>()
                    }
                    Err(why) => return Ok(Value::Unknown(why)),
                };
                keywords.retain(|(name, _)| arguments.keyword(name).is_none());
                keywords.extend(arguments.keywords);
                vm.instantiate(&class, Arguments { keywords, ..Arguments::default() }, place)
            }),
            _ => return self.class_attribute(&class, name, place),
        })
    }

    /// Returns what the value that an instance also is has by this name.
    pub(super) fn payload_attribute(
        &mut self,
        instance: &Rc<Instance>,
        name: &str,
        place: &Place,
    ) -> Result<Option<Value>, Raise> {
        let payload = instance.payload.borrow().clone();
        match payload {
            Some(Value::Function(_)) | None => Ok(None),
            Some(payload) => self.plain_attribute(&payload, name, place),
        }
    }

    fn kept_attribute(&self, foreign: &Rc<dyn Foreign>, name: &str) -> Option<Value> {
        if self.kept.is_empty() {
            return None;
        }
        self.kept.get(&Rc::as_ptr(foreign).cast::<()>().addr())?.1.find(name)
    }

    pub(super) fn keep_attribute(&mut self, object: &Value, name: &str, value: Value) {
        let entry =
            self.kept.entry(object.address()).or_insert_with(|| (object.clone(), Rc::new(Namespace::default())));
        let namespace = entry.1.clone();
        self.bind(&namespace, name, value);
    }

    pub(super) fn find_kept(&self, object: &Value, name: &str) -> Option<Value> {
        self.kept.get(&object.address())?.1.find(name)
    }

    pub(super) fn no_attribute(&mut self, object: &Value, name: &str, place: &Place) -> Raise {
        self.error("AttributeError", &format!("'{}' object has no attribute '{name}'", object.type_name()), place)
    }
}
