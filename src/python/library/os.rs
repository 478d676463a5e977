//! `os` and `os.path`: paths are computed as texts; the environment is the host's.

use super::pathlib::PathObject;
use super::{no_effect, not_evaluated};
use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::object::Builtin;
use crate::python::raise::Raise;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::python::world::Variable;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "getenv", call: getenv },
    Builtin { name: "getcwd", call: not_evaluated },
    Builtin { name: "listdir", call: not_evaluated },
    Builtin { name: "walk", call: not_evaluated },
    Builtin { name: "system", call: not_evaluated },
    Builtin { name: "urandom", call: super::not_determined },
    Builtin { name: "makedirs", call: no_effect },
    Builtin { name: "chdir", call: no_effect },
    Builtin { name: "fspath", call: fspath },
];

pub(super) static PATH: &[Builtin] = &[
    Builtin { name: "join", call: join },
    Builtin { name: "dirname", call: dirname },
    Builtin { name: "basename", call: basename },
    Builtin { name: "abspath", call: normpath },
    Builtin { name: "realpath", call: normpath },
    Builtin { name: "normpath", call: normpath },
    Builtin { name: "split", call: split },
    Builtin { name: "splitext", call: splitext },
    Builtin { name: "isabs", call: isabs },
    Builtin { name: "exists", call: exists },
    Builtin { name: "isfile", call: exists },
    Builtin { name: "isdir", call: not_evaluated },
    Builtin { name: "expanduser", call: not_evaluated },
    Builtin { name: "relpath", call: not_evaluated },
];

pub(super) fn values(vm: &mut Vm) -> Vec<(&'static str, Value)> {
    let nowhere = crate::source::Source::new("", "").place(crate::source::Span::default());
    let path = vm.library_module("os.path", &nowhere).unwrap_or(Value::None);
    vec![
        ("environ", Value::foreign(Environment)),
        ("path", path),
        ("sep", Value::str("/")),
        ("linesep", Value::str("\n")),
        ("pathsep", Value::str(":")),
        ("curdir", Value::str(".")),
        ("pardir", Value::str("..")),
        ("name", Value::str("posix")),
        ("PathLike", Value::Type(crate::python::value::Type::Object)),
    ]
}

pub(super) fn path_values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    vec![("sep", Value::str("/"))]
}

/// `os.environ`.
struct Environment;

impl Environment {
    fn find(vm: &Vm, key: &Value, place: &Place) -> Result<Option<Value>, Unknown> {
        let Some(name) = key.as_str() else { return Err(Unknown::new("the name of the variable is not known", place)) };
        match vm.world().environment(&name) {
            Variable::Set(text) => Ok(Some(Value::str(text))),
            Variable::Unset => Ok(None),
            Variable::Unknown => Err(Unknown::new(format!("the environment variable `{name}` is not known"), place)),
        }
    }
}

impl Foreign for Environment {
    fn type_name(&self) -> &str {
        "environ"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "get" | "setdefault" | "pop" | "copy" | "keys" | "items" | "values" | "update")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "get" | "pop" | "setdefault" => getenv(vm, arguments, place),
            "update" => Ok(Value::None),
            _ => Ok(vm.unknown("the environment is not known", place)),
        }
    }

    fn item(self: Rc<Self>, vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        match Self::find(vm, key, place) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(vm.key_error(key, place)),
            Err(why) => Ok(Value::Unknown(why)),
        }
    }

    fn contains(self: Rc<Self>, vm: &mut Vm, item: &Value, place: &Place) -> Outcome {
        Ok(Self::find(vm, item, place).map_or_else(Value::Unknown, |found| Value::Bool(found.is_some())))
    }
}

fn getenv(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let key = vm.argument(&arguments, 0, "key", place)?;
    Ok(match Environment::find(vm, &key, place) {
        Ok(Some(value)) => value,
        Ok(None) => arguments.find(1, "default").unwrap_or(Value::None),
        Err(why) => Value::Unknown(why),
    })
}

/// Returns the text of a path given as text or as a `Path`.
pub(super) fn path_text(vm: &mut Vm, value: &Value, place: &Place) -> Result<Result<Rc<str>, Unknown>, Raise> {
    if let Some(text) = value.as_str().or_else(|| value.downcast::<PathObject>().map(|path| path.text())) {
        return Ok(Ok(text));
    }
    match value {
        Value::Unknown(why) => Ok(Err(why.clone())),
        other => {
            Err(vm.error("TypeError", &format!("expected str or os.PathLike object, not {}", other.type_name()), place))
        }
    }
}

fn over_path(vm: &mut Vm, arguments: &Arguments, place: &Place, work: impl FnOnce(&str) -> Value) -> Outcome {
    let value = vm.argument(arguments, 0, "path", place)?;
    Ok(path_text(vm, &value, place)?.map_or_else(Value::Unknown, |text| work(&text)))
}

fn fspath(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    over_path(vm, &arguments, place, |text| Value::str(text))
}

fn join(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let mut path = String::new();
    for part in &arguments.positional {
        match path_text(vm, part, place)? {
            Ok(part) => path = joined(&path, &part),
            Err(why) => return Ok(Value::Unknown(why)),
        }
    }
    Ok(arguments.rest.map_or_else(|| Value::str(path), Value::Unknown))
}

/// Returns `b` as seen from the directory `a`.
pub(super) fn joined(a: &str, b: &str) -> String {
    if b.starts_with('/') || a.is_empty() {
        return b.to_string();
    }
    if a.ends_with('/') { format!("{a}{b}") } else { format!("{a}/{b}") }
}

/// Returns the directory a path is in, and its last part.
pub(super) fn cut(path: &str) -> (&str, &str) {
    match path.rsplit_once('/') {
        Some((directory, name)) => (if directory.is_empty() { "/" } else { directory }, name),
        None => ("", path),
    }
}

/// Returns a path without `.` and `..`.
pub(super) fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        match (part, parts.last()) {
            ("..", Some(last)) if *last != ".." => drop(parts.pop()),
            ("..", None) if path.starts_with('/') => {}
            _ => parts.push(part),
        }
    }
    let start = if path.starts_with('/') { "/" } else { "" };
    let joined = format!("{start}{}", parts.join("/"));
    if joined.is_empty() { ".".to_string() } else { joined }
}

fn dirname(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    over_path(vm, &arguments, place, |path| Value::str(cut(path).0))
}

fn basename(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    over_path(vm, &arguments, place, |path| Value::str(cut(path).1))
}

fn normpath(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    over_path(vm, &arguments, place, |path| Value::str(normal(path)))
}

fn split(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    over_path(vm, &arguments, place, |path| {
        let (directory, name) = cut(path);
        Value::tuple(vec![Value::str(directory), Value::str(name)])
    })
}

fn splitext(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    over_path(vm, &arguments, place, |path| {
        let name = cut(path).1;
        let dot = name.rfind('.').filter(|dot| *dot > 0).map(|dot| path.len() - name.len() + dot);
        let (stem, suffix) = path.split_at(dot.unwrap_or(path.len()));
        Value::tuple(vec![Value::str(stem), Value::str(suffix)])
    })
}

fn isabs(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    over_path(vm, &arguments, place, |path| Value::Bool(path.starts_with('/')))
}

fn exists(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let path = vm.argument(&arguments, 0, "path", place)?;
    match vm.text_of_file(&path, place)? {
        Value::Str(_) => Ok(Value::Bool(true)),
        _ => Ok(vm.unknown("whether the file exists is not known", place)),
    }
}
