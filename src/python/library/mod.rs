//! The standard library, as far as version files use it, and small packages in its manner: one table, one file for each
//! module.

mod asyncio;
mod collections;
mod contextlib;
mod copy;
pub(super) mod dataclasses;
mod datetime;
mod enums;
mod files;
pub(super) mod functools;
pub(super) mod globals;
mod hashlib;
mod importlib;
mod itertools;
mod json;
mod json_text;
mod lazy;
mod logging;
mod math;
mod opaque;
mod operators;
mod os;
mod pathlib;
mod re;
mod string;
mod sys;
mod textwrap;
mod types;
pub(super) mod typing;
mod uuid;
mod varying;

pub use json::json_value;
pub use json_text::json_text;
pub use opaque::Opaque;
pub use varying::{Kind as VaryingKind, Varying};

use super::foreign::Outcome;
use super::namespace::Namespace;
use super::object::{Builtin, Module};
use super::unknown::Unknown;
use super::value::Value;
use super::vm::Vm;
use crate::source::Place;
use std::cell::OnceCell;
use std::rc::Rc;

/// One module: its functions, and the values that are made when it is imported.
struct Library {
    name: &'static str,
    functions: &'static [Builtin],
    values: fn(&mut Vm) -> Vec<(&'static str, Value)>,
}

/// Every module that has a meaning here.
static MODULES: &[Library] = &[
    Library { name: "abc", functions: types::ABC, values: types::abc_values },
    Library { name: "asyncio", functions: asyncio::FUNCTIONS, values: none },
    Library { name: "builtins", functions: &[], values: types::builtins_values },
    Library { name: "collections", functions: collections::FUNCTIONS, values: collections::values },
    Library { name: "collections.abc", functions: &[], values: typing::values },
    Library { name: "contextlib", functions: contextlib::FUNCTIONS, values: contextlib::values },
    Library { name: "copy", functions: copy::FUNCTIONS, values: none },
    Library { name: "dataclasses", functions: dataclasses::FUNCTIONS, values: dataclasses::values },
    Library { name: "datetime", functions: &[], values: datetime::values },
    Library { name: "decimal", functions: &[], values: datetime::decimal_values },
    Library { name: "enum", functions: enums::FUNCTIONS, values: enums::values },
    Library { name: "functools", functions: functools::FUNCTIONS, values: none },
    Library { name: "hashlib", functions: hashlib::FUNCTIONS, values: none },
    Library { name: "importlib", functions: importlib::FUNCTIONS, values: importlib::values },
    Library { name: "importlib.resources", functions: importlib::RESOURCES, values: none },
    Library { name: "importlib_resources", functions: importlib::RESOURCES, values: none },
    Library { name: "io", functions: files::FUNCTIONS, values: none },
    Library { name: "itertools", functions: itertools::FUNCTIONS, values: itertools::values },
    Library { name: "json", functions: json::FUNCTIONS, values: json::values },
    Library { name: "lazy_object_proxy", functions: lazy::FUNCTIONS, values: none },
    Library { name: "logging", functions: logging::FUNCTIONS, values: logging::values },
    Library { name: "logging.config", functions: logging::CONFIG, values: none },
    Library { name: "math", functions: math::FUNCTIONS, values: math::values },
    Library { name: "methodtools", functions: functools::METHODS, values: none },
    Library { name: "operator", functions: operators::FUNCTIONS, values: none },
    Library { name: "os", functions: os::FUNCTIONS, values: os::values },
    Library { name: "os.path", functions: os::PATH, values: os::path_values },
    Library { name: "pathlib", functions: pathlib::FUNCTIONS, values: pathlib::values },
    Library { name: "pprint", functions: logging::PRINTING, values: none },
    Library { name: "random", functions: datetime::RANDOM, values: none },
    Library { name: "re", functions: re::FUNCTIONS, values: re::values },
    Library { name: "secrets", functions: datetime::SECRETS, values: none },
    Library { name: "string", functions: string::FUNCTIONS, values: string::values },
    Library { name: "sys", functions: sys::FUNCTIONS, values: sys::values },
    Library { name: "textwrap", functions: textwrap::FUNCTIONS, values: none },
    Library { name: "time", functions: datetime::TIME, values: none },
    Library { name: "traceback", functions: logging::TRACEBACK, values: none },
    Library { name: "types", functions: types::FUNCTIONS, values: types::values },
    Library { name: "typing", functions: typing::FUNCTIONS, values: typing::values },
    Library { name: "typing_extensions", functions: typing::FUNCTIONS, values: typing::values },
    Library { name: "uuid", functions: uuid::FUNCTIONS, values: uuid::values },
    Library { name: "warnings", functions: logging::WARNINGS, values: logging::warnings_values },
];

impl Vm {
    /// Returns a module of the standard library; what it has beyond its table is unknown.
    pub(super) fn library_module(&mut self, dotted: &str, place: &Place) -> Option<Value> {
        let library = MODULES.iter().find(|library| library.name == dotted)?;
        let globals = Namespace::default();
        globals.define("__name__", Value::str(dotted));
        let why = Unknown::new(format!("this part of the module `{dotted}` is not evaluated"), place);
        globals.define(super::import::INCOMPLETE, Value::Unknown(why));
        for function in library.functions {
            globals.define(function.name, Value::Builtin(function));
        }
        for (name, value) in (library.values)(self) {
            globals.define(name, value);
        }
        Some(Value::Module(Rc::new(Module {
            name: Rc::from(dotted),
            globals: Rc::new(globals),
            parsed: None,
            stopped: OnceCell::new(),
        })))
    }
}

fn none(_: &mut Vm) -> Vec<(&'static str, Value)> {
    Vec::new()
}

/// A function that does nothing a schema could notice.
fn no_effect(_: &mut Vm, _: super::Arguments, _: &Place) -> Outcome {
    Ok(Value::None)
}

/// A decorator or function that gives back what it is given.
fn identity(vm: &mut Vm, arguments: super::Arguments, place: &Place) -> Outcome {
    vm.argument(&arguments, 0, "obj", place)
}

/// A function whose result differs from run to run.
fn not_determined(_: &mut Vm, _: super::Arguments, place: &Place) -> Outcome {
    Ok(Value::Unknown(Unknown::new(format!("`{}` differs from run to run", place.text()), place)))
}

/// A function that is not evaluated.
fn not_evaluated(_: &mut Vm, _: super::Arguments, place: &Place) -> Outcome {
    Ok(Value::Unknown(Unknown::new(format!("`{}` is not evaluated", place.text()), place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_sorted_and_unique() {
        assert!(MODULES.is_sorted_by(|a, b| a.name < b.name));
    }
}
