//! `str.format` (Python library, "Format String Syntax").

use super::Text;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

/// How the fields of a template are numbered.
#[derive(Default)]
struct Numbering {
    automatic: usize,
    manual: bool,
}

impl Vm {
    /// Returns `template.format(...)`: a string, or an unknown that keeps the known parts.
    pub(in crate::python) fn format_braces(&mut self, template: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let mut text = Text::default();
        let mut numbering = Numbering::default();
        self.braces(&mut text, template, arguments, &mut numbering, place, 2)?;
        self.limits.build(text.len())?;
        Ok(text.into_value())
    }

    fn braces(
        &mut self,
        text: &mut Text,
        template: &str,
        arguments: &Arguments,
        numbering: &mut Numbering,
        place: &Place,
        depth: usize,
    ) -> Result<(), Raise> {
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            text.push(&rest[..at]);
            let brace = rest.as_bytes().get(at).copied().unwrap_or(b'{');
            let after = rest.get(at + 1..).unwrap_or("");
            if after.as_bytes().first() == Some(&brace) {
                text.push(if brace == b'{' { "{" } else { "}" });
                rest = after.get(1..).unwrap_or("");
                continue;
            }
            if brace == b'}' {
                return Err(self.error("ValueError", "Single '}' encountered in format string", place));
            }
            let Some(end) = closing(after) else {
                return Err(self.error("ValueError", "expected '}' before end of string", place));
            };
            self.field(text, &after[..end], arguments, numbering, place, depth)?;
            rest = after.get(end + 1..).unwrap_or("");
        }
        text.push(rest);
        Ok(())
    }

    fn field(
        &mut self,
        text: &mut Text,
        field: &str,
        arguments: &Arguments,
        numbering: &mut Numbering,
        place: &Place,
        depth: usize,
    ) -> Result<(), Raise> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(self.error("ValueError", "Max string recursion exceeded", place));
        };
        let bracket = field.find('[').and_then(|open| field[open..].find(']').map(|close| open + close)).unwrap_or(0);
        let colon = field.get(bracket..).and_then(|tail| tail.find(':')).map(|at| at + bracket);
        let (head, spec) = match colon {
            Some(at) => (field.get(..at).unwrap_or(""), field.get(at + 1..).unwrap_or("")),
            None => (field, ""),
        };
        let (name, conversion) = match head.rsplit_once('!') {
            Some((name, conversion)) => (name, Some(conversion)),
            None => (head, None),
        };
        let value = self.field_value(name, arguments, numbering, place)?;
        let value = match conversion {
            None => value,
            Some("s") => self.str_of(&value, place)?,
            Some("r") => self.repr_of(&value, place)?,
            Some("a") => self.ascii_of(&value, place)?,
            Some(_) => return Err(self.error("ValueError", "Unknown conversion specifier", place)),
        };
        let mut written = Text::default();
        self.braces(&mut written, spec, arguments, numbering, place, depth)?;
        let formatted = match written.into_value() {
            Value::Str(spec) => self.format_value(&value, &spec, place)?,
            unknown => unknown,
        };
        text.push_value(&formatted);
        Ok(())
    }

    fn field_value(&mut self, name: &str, arguments: &Arguments, numbering: &mut Numbering, place: &Place) -> Outcome {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut path) = name.split_at(end);
        let index = if first.is_empty() {
            numbering.automatic += 1;
            Some(numbering.automatic - 1)
        } else {
            let index = first.parse::<usize>().ok();
            numbering.manual |= index.is_some();
            index
        };
        if numbering.manual && numbering.automatic > 0 {
            return Err(self.error("ValueError", "cannot switch between automatic and manual field numbering", place));
        }
        let found = match index {
            Some(index) => arguments.positional.get(index).cloned(),
            None => arguments.keyword(first),
        };
        let found = found.or_else(|| arguments.rest.clone().map(Value::Unknown));
        let mut value = match (found, index) {
            (Some(value), _) => value,
            (None, Some(_)) => {
                return Err(self.error(
                    "IndexError",
                    "Replacement index out of range for positional args tuple",
                    place,
                ));
            }
            (None, None) => return Err(self.key_error(&Value::str(first), place)),
        };
        while !path.is_empty() {
            if let Some(after) = path.strip_prefix('.') {
                let end = after.find(['.', '[']).unwrap_or(after.len());
                value = self.read_attribute(&value, &after[..end], place)?;
                path = after.get(end..).unwrap_or("");
            } else {
                let after = path.get(1..).unwrap_or("");
                let Some(end) = after.find(']') else {
                    return Err(self.error("ValueError", "Missing ']' in format string", place));
                };
                let key = after.get(..end).unwrap_or("");
                let key = key.parse::<i128>().map_or_else(|_| Value::str(key), Value::Int);
                value = self.read_item(&value, &key, place)?;
                path = after.get(end + 1..).unwrap_or("");
            }
        }
        Ok(value)
    }
}

/// Returns where the replacement field that begins here ends.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, b) in text.bytes().enumerate() {
        match b {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}
