//! `pathlib`: paths computed as texts.

use super::os::{cut, joined, normal, path_text};
use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::object::Builtin;
use crate::python::operator::{BinaryOperator, Comparison, Side};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "Path", call: path },
    Builtin { name: "PurePath", call: path },
    Builtin { name: "PosixPath", call: path },
    Builtin { name: "PurePosixPath", call: path },
];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    Vec::new()
}

/// A `pathlib.Path`.
pub struct PathObject(Rc<str>);

impl PathObject {
    /// Returns the path `text`, as pathlib keeps it: without empty parts and without `.`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        let start = if text.starts_with('/') { "/" } else { "" };
        let joined = format!("{start}{}", parts.join("/"));
        Self(Rc::from(if joined.is_empty() { ".".to_string() } else { joined }))
    }

    /// Returns the path as text.
    #[must_use]
    pub fn text(&self) -> Rc<str> {
        self.0.clone()
    }

    fn parent(&self) -> Self {
        match cut(&self.0).0 {
            "" => Self::new("."),
            parent => Self::new(parent),
        }
    }

    fn stem_and_suffix(&self) -> (&str, &str) {
        let name = cut(&self.0).1;
        name.split_at(name.rfind('.').filter(|dot| *dot > 0).unwrap_or(name.len()))
    }
}

impl Foreign for PathObject {
    fn type_name(&self) -> &str {
        "PosixPath"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(
            name,
            "joinpath"
                | "resolve"
                | "absolute"
                | "read_text"
                | "open"
                | "exists"
                | "is_file"
                | "is_dir"
                | "as_posix"
                | "with_name"
                | "with_suffix"
                | "glob"
                | "rglob"
                | "iterdir"
                | "relative_to"
                | "expanduser"
                | "is_absolute"
        )
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let (stem, suffix) = self.stem_and_suffix();
        Ok(match name {
            "parent" => Value::foreign(self.parent()),
            "name" => Value::str(cut(&self.0).1),
            "stem" => Value::str(stem),
            "suffix" => Value::str(suffix),
            "parts" => {
                let root = self.0.starts_with('/').then(|| Value::str("/"));
                let parts = self.0.split('/').filter(|part| !part.is_empty()).map(Value::str);
                Value::tuple(root.into_iter().chain(parts).collect())
            }
            "parents" => {
                let mut parents = vec![self.parent()];
                while let Some(last) = parents.last()
                    && *last.0 != *"/"
                    && *last.0 != *"."
                {
                    let next = last.parent();
                    parents.push(next);
                }
                Value::list(parents.into_iter().map(Value::foreign).collect())
            }
            _ => vm.unknown(format!("attribute `{name}` of a path is not evaluated"), place),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let itself = Value::Foreign(self.clone());
        let text = |index: usize| arguments.positional.get(index).and_then(Value::as_str);
        Ok(match name {
            "resolve" | "absolute" => Value::foreign(Self::new(&normal(&self.0))),
            "as_posix" => Value::Str(self.0.clone()),
            "is_absolute" => Value::Bool(self.0.starts_with('/')),
            "joinpath" => {
                let mut path = self.0.to_string();
                for part in &arguments.positional {
                    match path_text(vm, part, place)? {
                        Ok(part) => path = joined(&path, &part),
                        Err(why) => return Ok(Value::Unknown(why)),
                    }
                }
                Value::foreign(Self::new(&path))
            }
            "read_text" => vm.text_of_file(&itself, place)?,
            "open" => vm.open_text(&itself, place)?,
            "with_name" => match text(0) {
                Some(name) => Value::foreign(Self::new(&joined(cut(&self.0).0, &name))),
                None => vm.unknown("the name is not known", place),
            },
            "with_suffix" => match text(0) {
                Some(suffix) => {
                    let name = format!("{}{suffix}", self.stem_and_suffix().0);
                    Value::foreign(Self::new(&joined(cut(&self.0).0, &name)))
                }
                None => vm.unknown("the suffix is not known", place),
            },
            "exists" | "is_file" => match vm.text_of_file(&itself, place)? {
                Value::Str(_) => Value::Bool(true),
                _ => vm.unknown("whether the file exists is not known", place),
            },
            _ => vm.unknown(format!("method `{name}` of a path is not evaluated"), place),
        })
    }

    fn binary(
        self: Rc<Self>,
        vm: &mut Vm,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        place: &Place,
    ) -> Outcome {
        if operator != BinaryOperator::Divide {
            return Ok(Value::NotImplemented);
        }
        Ok(match path_text(vm, other, place)? {
            Ok(other) => {
                let (a, b): (&str, &str) = if side == Side::Left { (&self.0, &other) } else { (&other, &self.0) };
                Value::foreign(Self::new(&joined(a, b)))
            }
            Err(why) => Value::Unknown(why),
        })
    }

    fn compare(self: Rc<Self>, _: &mut Vm, comparison: Comparison, other: &Value, _: &Place) -> Outcome {
        let same = other.downcast::<Self>().is_some_and(|other| other.0 == self.0);
        Ok(match comparison {
            Comparison::NotEqual => Value::Bool(!same),
            Comparison::Equal => Value::Bool(same),
            Comparison::Less => Value::Bool(other.downcast::<Self>().is_some_and(|other| self.0 < other.0)),
            _ => Value::Bool(other.downcast::<Self>().is_some_and(|other| self.0 > other.0)),
        })
    }

    fn str(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Str(self.0.clone()))
    }

    fn repr(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::str(format!("PosixPath({})", crate::python::convert::quoted(&self.0))))
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.0 == self.0)
    }
}

fn path(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let mut path = String::new();
    for part in &arguments.positional {
        match path_text(vm, part, place)? {
            Ok(part) => path = joined(&path, &part),
            Err(why) => return Ok(Value::Unknown(why)),
        }
    }
    Ok(Value::foreign(PathObject::new(&path)))
}
