//! Built-ins that look at objects: `getattr`, `isinstance`, `globals`, …

use crate::python::arguments::Arguments;
use crate::python::foreign::{Outcome, Truth};
use crate::python::library::typing::alternatives;
use crate::python::unknown::Unknown;
use crate::python::value::{Type, Value};
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) fn getattr(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (object, name) = (vm.argument(&arguments, 0, "object", place)?, vm.argument(&arguments, 1, "name", place)?);
    let Some(name) = name.as_str() else { return unknown_name(vm, &object, &name, place) };
    match (vm.find_attribute(&object, &name, place)?, arguments.positional.get(2)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.no_attribute(&object, &name, place)),
    }
}

pub(super) fn hasattr(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (object, name) = (vm.argument(&arguments, 0, "object", place)?, vm.argument(&arguments, 1, "name", place)?);
    let Some(name) = name.as_str() else { return unknown_name(vm, &Value::None, &name, place) };
    Ok(match vm.find_attribute(&object, &name, place)? {
        Some(Value::Unknown(why)) if why.pieces().is_empty() => Value::Unknown(why),
        Some(_) => Value::Bool(true),
        None => Value::Bool(false),
    })
}

pub(super) fn setattr(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (object, name) = (vm.argument(&arguments, 0, "object", place)?, vm.argument(&arguments, 1, "name", place)?);
    let value = vm.argument(&arguments, 2, "value", place)?;
    if let Value::Unknown(why) = &name {
        vm.forget_attributes(&object, why);
    }
    let Some(name) = name.as_str() else { return unknown_name(vm, &Value::None, &name, place) };
    vm.write_attribute(&object, &name, value, place)?;
    Ok(Value::None)
}

pub(super) fn delattr(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (object, name) = (vm.argument(&arguments, 0, "object", place)?, vm.argument(&arguments, 1, "name", place)?);
    if let Value::Unknown(why) = &name {
        vm.forget_attributes(&object, why);
    }
    let Some(name) = name.as_str() else { return unknown_name(vm, &Value::None, &name, place) };
    vm.delete_attribute(&object, &name, place)?;
    Ok(Value::None)
}

pub(super) fn callable(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "obj", place)?;
    Ok(match &value {
        Value::Unknown(why) => Value::Unknown(why.clone()),
        Value::Foreign(object) if !object.is_class() => {
            vm.unknown(format!("whether `{}` can be called is not modelled", object.type_name()), place)
        }
        Value::Instance(instance) => Value::Bool(instance.class.find("__call__").is_some()),
        other => Value::Bool(matches!(
            other,
            Value::Function(_)
                | Value::Builtin(_)
                | Value::Native(_)
                | Value::Method(_)
                | Value::Type(_)
                | Value::Class(_)
                | Value::Foreign(_)
        )),
    })
}

pub(super) fn isinstance(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (value, class) =
        (vm.argument(&arguments, 0, "obj", place)?, vm.argument(&arguments, 1, "class_or_tuple", place)?);
    Ok(answer(vm.is_instance(&value, &class, place)?))
}

pub(super) fn issubclass(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let (class, other) =
        (vm.argument(&arguments, 0, "cls", place)?, vm.argument(&arguments, 1, "class_or_tuple", place)?);
    Ok(answer(is_subclass(&class, &other, place)))
}

pub(super) fn globals(vm: &mut Vm, _: Arguments, _: &Place) -> Outcome {
    let Some(frame) = vm.frames().last() else { return Ok(Value::None) };
    let globals = frame.scope.globals.clone();
    Ok(Value::foreign(crate::python::library::globals::Globals::new(globals)))
}

pub(super) fn locals(vm: &mut Vm, _: Arguments, _: &Place) -> Outcome {
    let Some(frame) = vm.frames().last() else { return Ok(Value::None) };
    let variables = frame.scope.variables.clone();
    Ok(vm.globals_of(&variables))
}

pub(super) fn vars(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    match arguments.positional.first() {
        Some(object) => vm.read_attribute(&object.clone(), "__dict__", place),
        None => locals(vm, arguments, place),
    }
}

pub(super) fn dir(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let names = match arguments.positional.first() {
        Some(Value::Module(module)) => module.globals.entries(),
        Some(Value::Unknown(why)) => return Ok(Value::Unknown(why.clone())),
        _ => return Ok(vm.unknown("`dir` of this object is not evaluated", place)),
    };
    let mut names: Vec<_> = names.into_iter().map(|(name, _)| name).collect();
    names.sort();
    Ok(Value::list(names.into_iter().map(Value::Str).collect()))
}

pub(super) fn import(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let name = vm.argument(&arguments, 0, "name", place)?;
    match name.as_str() {
        Some(name) => vm.import_module(&name, place),
        None => unknown_name(vm, &Value::None, &name, place),
    }
}

/// Tells whether one class derives from another, or from one of several.
fn is_subclass(class: &Value, other: &Value, place: &Place) -> Truth {
    if let Some(others) = alternatives(other) {
        let mut answer = Truth::False;
        for other in &others {
            match is_subclass_of_one(class, other, place) {
                Truth::True => return Truth::True,
                Truth::Unknown(why) => answer = Truth::Unknown(why),
                Truth::False => {}
            }
        }
        return answer;
    }
    is_subclass_of_one(class, other, place)
}

fn is_subclass_of_one(class: &Value, other: &Value, place: &Place) -> Truth {
    match (class, other) {
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Truth::Unknown(why.clone()),
        _ if class.is(other) => Truth::True,
        (_, Value::Type(Type::Object)) => Truth::True,
        (Value::Class(class), _) if class.derives_from(other) => Truth::True,
        (Value::Class(class), _) => match class.unknown_ancestor() {
            Some(why) => Truth::Unknown(why.clone()),
            None => Truth::False,
        },
        (Value::Type(Type::Bool), Value::Type(Type::Int)) => Truth::True,
        (Value::Foreign(object), _) => match object.derives_from(other) {
            Some(true) => Truth::True,
            Some(false) => Truth::False,
            None => Truth::Unknown(Unknown::new(
                format!("whether `{}` derives from another class is not modelled", object.type_name()),
                place,
            )),
        },
        _ => Truth::False,
    }
}

fn answer(truth: Truth) -> Value {
    match truth {
        Truth::True => Value::Bool(true),
        Truth::False => Value::Bool(false),
        Truth::Unknown(why) => Value::Unknown(why),
    }
}

/// Returns an attribute of `object` whose name is not known.
fn unknown_name(vm: &mut Vm, object: &Value, name: &Value, place: &Place) -> Outcome {
    match name {
        Value::Unknown(why) => Ok(vm.one_of([object], why, place)),
        _ => Err(vm.error("TypeError", "attribute name must be string", place)),
    }
}
