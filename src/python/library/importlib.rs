//! `importlib` and `importlib.resources`.

use super::pathlib::PathObject;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::Builtin;
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] =
    &[Builtin { name: "import_module", call: import_module }, Builtin { name: "reload", call: super::identity }];

pub(super) static RESOURCES: &[Builtin] = &[
    Builtin { name: "files", call: files },
    Builtin { name: "read_text", call: read_text },
    Builtin { name: "open_text", call: open_text },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    Vec::new()
}

fn import_module(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let name = vm.argument(&arguments, 0, "name", place)?;
    let Some(text) = name.as_str() else { return Ok(vm.unknown("the name of the module is not known", place)) };
    let level = text.bytes().take_while(|b| *b == b'.').count();
    if level == 0 {
        return vm.import_module(&text, place);
    }
    let Some(package) = arguments.find(1, "package").and_then(|package| package.as_str()) else {
        return Ok(vm.unknown("the package of the module is not known", place));
    };
    let mut package = &*package;
    for _ in 1..level {
        package = package.rsplit_once('.').map_or("", |(parent, _)| parent);
    }
    vm.import_module(&format!("{package}.{}", text.get(level..).unwrap_or("")), place)
}

/// Returns the directory of a package given by name or as a module.
fn directory(vm: &mut Vm, package: &Value, place: &Place) -> Result<Option<Rc<str>>, Raise> {
    let module = match package.as_str() {
        Some(name) => vm.import_module(&name, place)?,
        None => package.clone(),
    };
    let Value::Module(module) = module else { return Ok(None) };
    let file = module.globals.find("__file__").and_then(|file| file.as_str());
    Ok(file.and_then(|file| file.rsplit_once('/').map(|(directory, _)| Rc::from(directory))))
}

fn files(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let package = vm.argument(&arguments, 0, "anchor", place)?;
    match directory(vm, &package, place)? {
        Some(directory) => Ok(Value::foreign(PathObject::new(&directory))),
        None => Ok(vm.unknown("the directory of the package is not known", place)),
    }
}

fn resource(vm: &mut Vm, arguments: &Arguments, place: &Place) -> Outcome {
    let package = vm.argument(arguments, 0, "package", place)?;
    let name = vm.argument(arguments, 1, "resource", place)?;
    match (directory(vm, &package, place)?, name.as_str()) {
        (Some(directory), Some(name)) => Ok(Value::str(format!("{directory}/{name}"))),
        _ => Ok(vm.unknown("the directory of the package is not known", place)),
    }
}

fn read_text(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let path = resource(vm, &arguments, place)?;
    vm.text_of_file(&path, place)
}

fn open_text(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let path = resource(vm, &arguments, place)?;
    vm.open_text(&path, place)
}
