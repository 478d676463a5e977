//! Text files that a version file opens for reading. The host has their text; nothing is ever written.

use super::not_evaluated;
use super::pathlib::PathObject;
use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::object::{Builtin, Cursor, Iterator};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::path::Path;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "open", call: open },
    Builtin { name: "StringIO", call: not_evaluated },
    Builtin { name: "BytesIO", call: not_evaluated },
];

/// A file open for reading: its lines, and how many have been read.
struct TextFile {
    lines: Rc<Iterator>,
}

impl Foreign for TextFile {
    fn type_name(&self) -> &str {
        "TextIOWrapper"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "read" | "readline" | "readlines" | "close")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, _: Arguments, place: &Place) -> Outcome {
        let lines = Value::Iterator(self.lines.clone());
        match name {
            "close" => Ok(Value::None),
            "readline" => Ok(match vm.next_of(&self.lines, place)? {
                Ok(line) => line.unwrap_or_else(|| Value::str("")),
                Err(why) => Value::Unknown(why),
            }),
            "read" | "readlines" => {
                let lines = match vm.items_of(&lines, place)? {
                    Ok(lines) => lines,
                    Err(why) => return Ok(Value::Unknown(why)),
                };
                if name == "readlines" {
                    return Ok(Value::list(lines));
                }
                Ok(Value::str(lines.iter().filter_map(Value::as_str).map(|line| line.to_string()).collect::<String>()))
            }
            _ => Ok(vm.unknown(format!("method `{name}` of a file is not evaluated"), place)),
        }
    }

    fn iterate(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Iterator(self.lines.clone()))
    }

    fn enter(self: Rc<Self>, _: &mut Vm, _: &Place) -> Outcome {
        Ok(Value::Foreign(self))
    }
}

impl Vm {
    /// Opens a file for reading: unknown where the host does not have its text.
    pub(in crate::python) fn open_text(&mut self, path: &Value, place: &Place) -> Outcome {
        Ok(match self.text_of_file(path, place)? {
            Value::Str(text) => {
                let lines = text.split_inclusive('\n').map(Value::str).collect();
                Value::foreign(TextFile { lines: Rc::new(Cursor::over(lines)) })
            }
            other => other,
        })
    }

    /// Returns the text of a file.
    pub(super) fn text_of_file(&mut self, path: &Value, place: &Place) -> Outcome {
        let path = match (path.as_str(), path.downcast::<PathObject>()) {
            (Some(text), _) => text,
            (None, Some(object)) => object.text(),
            (None, None) => {
                let reason = path.as_unknown().map_or("the path of the file is not known", |why| why.reason());
                return Ok(self.unknown(reason.to_string(), place));
            }
        };
        let world = self.world();
        match world.read_text(Path::new(&*path)) {
            Some(text) => {
                self.check_text(text.len(), place)?;
                Ok(Value::str(text))
            }
            None => Ok(self.unknown(format!("the file `{path}` cannot be read"), place)),
        }
    }
}

fn open(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let path = vm.argument(&arguments, 0, "file", place)?;
    vm.open_text(&path, place)
}
