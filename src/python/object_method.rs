//! What every object has: the methods of `object`, and `super()`.

use super::foreign::Outcome;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    /// Returns `super()` in the method that is being run.
    pub(super) fn implicit_super(&mut self, place: &Place) -> Outcome {
        for frame in self.frames.iter().rev() {
            if let (Some(owner), Some(receiver)) =
                (frame.owner.as_ref().and_then(std::rc::Weak::upgrade), &frame.receiver)
            {
                return Ok(Value::Super(Rc::new((receiver.clone(), owner))));
            }
        }
        Err(self.error("RuntimeError", "super(): no arguments", place))
    }

    /// Returns a method that every object has.
    pub(super) fn object_method(&mut self, receiver: &Value, name: &str) -> Value {
        let receiver = receiver.clone();
        match name {
            "__init__" | "foreign __init__" => Value::native("__init__", move |_, arguments, _| {
                if let Value::Instance(instance) = &receiver {
                    *instance.arguments.borrow_mut() = Some(arguments);
                }
                Ok(Value::None)
            }),
            "exception __init__" => Value::native("__init__", move |vm, arguments, _| {
                if let Value::Instance(instance) = &receiver {
                    vm.bind(&instance.attributes, "args", Value::tuple(arguments.positional));
                }
                Ok(Value::None)
            }),
            "__new__" => Value::native("__new__", move |vm, mut arguments, place| {
                if arguments.positional.is_empty() {
                    return Ok(Value::None);
                }
                match arguments.positional.remove(0) {
                    Value::Class(class) => vm.allocate(&class, &arguments, place),
                    other => Ok(other),
                }
            }),
            "__setattr__" => Value::native("__setattr__", move |vm, arguments, _| {
                if let (Value::Instance(instance), Some(name), Some(value)) =
                    (&receiver, arguments.find(0, "name").and_then(|n| n.as_str()), arguments.find(1, "value"))
                {
                    vm.bind(&instance.attributes, &name, value);
                }
                Ok(Value::None)
            }),
            "__repr__" | "__str__" => Value::native("__repr__", move |vm, _, place| {
                Ok(vm.unknown(format!("the text of `{}` is its address", receiver.type_name()), place))
            }),
            "__eq__" => Value::native("__eq__", move |_, arguments, _| {
                Ok(Value::Bool(arguments.find(0, "other").is_some_and(|other| other.is(&receiver))))
            }),
            other => Value::native(other.to_string(), |_, _, _| Ok(Value::None)),
        }
    }
}
