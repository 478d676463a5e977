//! Built-ins about text, output and files.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::library::globals::Globals;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

pub(super) fn print(_: &mut Vm, _: Arguments, _: &Place) -> Outcome {
    Ok(Value::None)
}

pub(super) fn repr(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "obj", place)?;
    vm.repr_of(&value, place)
}

pub(super) fn ascii(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "obj", place)?;
    vm.ascii_of(&value, place)
}

pub(super) fn format(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "value", place)?;
    match arguments.find(1, "format_spec") {
        None => vm.str_of(&value, place),
        Some(Value::Unknown(why)) => Ok(Value::Unknown(why)),
        Some(spec) => vm.format_value(&value, &spec.as_str().unwrap_or_default(), place),
    }
}

pub(super) fn chr(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "i", place)?;
    match value.as_int().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32) {
        Some(c) => Ok(Value::str(c.encode_utf8(&mut [0; 4]))),
        None if matches!(value, Value::Unknown(_)) => Ok(value),
        None if value.as_int().is_none() => {
            let message = format!("'{}' object cannot be interpreted as an integer", value.type_name());
            Err(vm.error("TypeError", &message, place))
        }
        None if value.as_int().is_some_and(|n| i32::try_from(n).is_err()) => {
            Err(vm.error("OverflowError", "Python int too large to convert to C int", place))
        }
        None if value.as_int().is_some_and(|n| (0xd800..0xe000).contains(&n)) => {
            Ok(vm.unknown("half of a surrogate pair is not evaluated", place))
        }
        None => Err(vm.error("ValueError", "chr() arg not in range(0x110000)", place)),
    }
}

pub(super) fn ord(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "c", place)?;
    match &value {
        Value::Unknown(_) => Ok(value),
        Value::Bytes(bytes) if bytes.len() == 1 => Ok(Value::Int(bytes.first().copied().map_or(0, i128::from))),
        other => {
            let text = other.as_str().unwrap_or_default();
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => Ok(Value::Int(i128::from(u32::from(c)))),
                _ => Err(vm.error("TypeError", "ord() expected a character", place)),
            }
        }
    }
}

/// `open`: a file for reading, where the host has its text; else unknown.
pub(super) fn open(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let path = vm.argument(&arguments, 0, "file", place)?;
    let mode = arguments.find(1, "mode").and_then(|mode| mode.as_str());
    if mode.as_deref().is_some_and(|mode| mode.contains(['w', 'a', 'x', '+', 'b'])) {
        return Ok(vm.unknown("a file is opened for writing, or as bytes", place));
    }
    vm.open_text(&path, place)
}

pub(super) fn not_evaluated(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let why = crate::python::unknown::Unknown::new(format!("`{}` is not evaluated", place.text()), place);
    vm.call_unknown(&why, &arguments, place)
}

/// `exec(source, globals=None, locals=None)`: what the source binds is not known: in a dictionary of its own, else among the
/// names of the module.
pub(super) fn exec(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let why = Unknown::new("`exec` is not evaluated", place);
    let names = match arguments.find(1, "globals") {
        Some(Value::Dict(_)) => None,
        Some(given) if given.downcast::<Globals>().is_some() => given.downcast::<Globals>().map(|own| own.names()),
        _ => vm.frames().last().map(|frame| frame.scope.globals.clone()),
    };
    if let Some(names) = names {
        vm.forget_names(&names, &why);
    }
    vm.call_unknown(&why, &arguments, place)?;
    Ok(Value::None)
}
