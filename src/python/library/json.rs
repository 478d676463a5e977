//! `json`: written with Python's exact separators, read with Python's leniency towards `NaN`.

use crate::python::arguments::Arguments;
use crate::python::convert::float_text;
use crate::python::foreign::Outcome;
use crate::python::format::Text;
use crate::python::library::Varying;
use crate::python::object::{Builtin, Entries, Key};
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "dumps", call: dumps },
    Builtin { name: "loads", call: loads },
    Builtin { name: "load", call: load },
    Builtin { name: "dump", call: super::no_effect },
];

pub(super) fn values(vm: &mut Vm) -> Vec<(&'static str, Value)> {
    let base = Value::Class(vm.exception_class("ValueError"));
    let error = vm.class("json", "JSONDecodeError", vec![base]);
    vec![("JSONDecodeError", Value::Class(error))]
}

/// How deep structures are written and read.
pub(super) const DEPTH: usize = 100;

/// How `dumps` was asked to write.
struct Style {
    item: Rc<str>,
    key: Rc<str>,
    indent: Option<Rc<str>>,
    sorted: bool,
    ascii: bool,
    default: Option<Value>,
}

fn dumps(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let value = vm.argument(&arguments, 0, "obj", place)?;
    let indent = match arguments.keyword("indent") {
        None | Some(Value::None) => None,
        Some(given) => Some(match given.as_int() {
            Some(n) => Rc::from(" ".repeat(usize::try_from(n.clamp(0, 100)).unwrap_or(0))),
            None => given.as_str().unwrap_or_default(),
        }),
    };
    let (mut item, mut key): (Rc<str>, Rc<str>) = (if indent.is_some() { "," } else { ", " }.into(), ": ".into());
    if let Some(Value::Tuple(separators)) = arguments.keyword("separators")
        && let [first, second] = &*separators
    {
        (item, key) = (first.as_str().unwrap_or(item), second.as_str().unwrap_or(key));
    }
    let flag = |name: &str| arguments.keyword(name).map(|value| matches!(value, Value::Bool(true)));
    let style = Style {
        item,
        key,
        indent,
        sorted: flag("sort_keys").unwrap_or(false),
        ascii: flag("ensure_ascii").unwrap_or(true),
        default: arguments.keyword("default").filter(|default| !matches!(default, Value::None)),
    };
    if arguments.keyword("cls").is_some_and(|class| !matches!(class, Value::None)) {
        return Ok(vm.unknown("`json.dumps` with an encoder of its own is not evaluated", place));
    }
    let mut text = Text::default();
    vm.write_json(&mut text, &value, &style, place, 0)?;
    vm.check_text(text.len(), place)?;
    Ok(text.into_value())
}

fn load(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let file = vm.argument(&arguments, 0, "fp", place)?;
    let text = vm.call_attribute(&file, "read", Arguments::default(), place)?;
    loads(vm, Arguments::positional(vec![text]), place)
}

/// Returns what `json.loads` makes of a text; nothing where it is no JSON.
#[must_use]
pub fn json_value(text: &str) -> Option<Value> {
    let mut reader = Reader { rest: text };
    reader.value(DEPTH).filter(|_| reader.rest.trim_start().is_empty())
}

fn loads(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let text = match vm.argument(&arguments, 0, "s", place)? {
        Value::Bytes(bytes) => Rc::from(String::from_utf8_lossy(&bytes)),
        Value::Unknown(why) => return Ok(Value::Unknown(why)),
        other => match other.as_str() {
            Some(text) => text,
            None => return Err(vm.error("TypeError", "the JSON object must be str, bytes or bytearray", place)),
        },
    };
    vm.check_text(text.len(), place)?;
    match json_value(&text) {
        Some(value) => Ok(value),
        None => {
            let class = match vm.import_module("json", place)? {
                Value::Module(module) => module.globals.find("JSONDecodeError"),
                _ => None,
            };
            match class {
                Some(Value::Class(class)) => Err(vm.raise(&class, "Expecting value", place)),
                _ => Err(vm.error("ValueError", "Expecting value", place)),
            }
        }
    }
}

impl Vm {
    fn write_json(
        &mut self,
        text: &mut Text,
        value: &Value,
        style: &Style,
        place: &Place,
        level: usize,
    ) -> Result<(), Raise> {
        self.limits.step(1)?;
        if level > DEPTH {
            return Err(self.error("RecursionError", "maximum recursion depth exceeded", place));
        }
        match value {
            Value::None => text.push("null"),
            Value::Bool(b) => text.push(if *b { "true" } else { "false" }),
            Value::Int(n) => text.push(&n.to_string()),
            Value::Float(f) if f.is_nan() => text.push("NaN"),
            Value::Float(f) if f.is_infinite() => text.push(if *f > 0.0 { "Infinity" } else { "-Infinity" }),
            Value::Float(f) => text.push(&float_text(*f)),
            Value::Str(s) => text.push(&quoted(s, style.ascii)),
            Value::Unknown(why) => text.push_hole(why),
            Value::Foreign(_) if let Value::Unknown(why) = Varying::to_compute(value.clone()) => text.push_hole(&why),
            Value::List(list) => match list.content() {
                Ok(items) => self.write_json_items(text, &items, style, place, level)?,
                Err(why) => text.push_hole(&why),
            },
            Value::Tuple(items) => self.write_json_items(text, items, style, place, level)?,
            Value::Dict(dict) => match dict.entries.content() {
                Ok(entries) => self.write_json_entries(text, &entries, style, place, level)?,
                Err(why) => text.push_hole(&why),
            },
            other => {
                let payload = match other {
                    Value::Instance(instance) => instance.payload.borrow().clone(),
                    _ => None,
                };
                match (payload, &style.default) {
                    (Some(payload), _) => self.write_json(text, &payload, style, place, level + 1)?,
                    (None, Some(default)) => {
                        let made =
                            self.call_value(&default.clone(), Arguments::positional(vec![other.clone()]), place)?;
                        self.write_json(text, &made, style, place, level + 1)?;
                    }
                    (None, None) => {
                        let message = format!("Object of type {} is not JSON serializable", other.type_name());
                        return Err(self.error("TypeError", &message, place));
                    }
                }
            }
        }
        Ok(())
    }

    fn write_json_items(
        &mut self,
        text: &mut Text,
        items: &[Value],
        style: &Style,
        place: &Place,
        level: usize,
    ) -> Result<(), Raise> {
        if items.is_empty() {
            text.push("[]");
            return Ok(());
        }
        text.push("[");
        for (at, item) in items.iter().enumerate() {
            text.push(if at > 0 { &style.item } else { "" });
            new_line(text, style, level + 1);
            self.write_json(text, item, style, place, level + 1)?;
        }
        new_line(text, style, level);
        text.push("]");
        Ok(())
    }

    fn write_json_entries(
        &mut self,
        text: &mut Text,
        entries: &Entries,
        style: &Style,
        place: &Place,
        level: usize,
    ) -> Result<(), Raise> {
        if entries.is_empty() {
            text.push("{}");
            return Ok(());
        }
        let mut pairs: Vec<(Rc<str>, Value)> = Vec::new();
        for (key, value) in entries.iter() {
            let key: Rc<str> = match key {
                Value::None => Rc::from("null"),
                Value::Bool(b) => Rc::from(if *b { "true" } else { "false" }),
                Value::Int(n) => Rc::from(n.to_string()),
                Value::Float(f) => Rc::from(float_text(*f)),
                other => match other.as_str() {
                    Some(key) => key,
                    None => return Err(self.error("TypeError", "keys must be str, int, float, bool or None", place)),
                },
            };
            pairs.push((key, value.clone()));
        }
        if style.sorted {
            pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
        text.push("{");
        for (at, (key, value)) in pairs.iter().enumerate() {
            text.push(if at > 0 { &style.item } else { "" });
            new_line(text, style, level + 1);
            text.push(&quoted(key, style.ascii));
            text.push(&style.key);
            self.write_json(text, value, style, place, level + 1)?;
        }
        new_line(text, style, level);
        text.push("}");
        Ok(())
    }
}

fn new_line(text: &mut Text, style: &Style, level: usize) {
    if let Some(indent) = &style.indent {
        text.push("\n");
        text.push(&indent.repeat(level));
    }
}

pub(super) fn quoted(text: &str, ascii: bool) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if (c as u32) < 0x20 || (ascii && !c.is_ascii()) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        match self.rest.chars().next()? {
            '{' => self.object(depth),
            '[' => self.array(depth),
            '"' => self.string().map(Value::str),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Option<Value> {
        let end =
            self.rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "null" => Some(Value::None),
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "NaN" => Some(Value::Float(f64::NAN)),
            "Infinity" => Some(Value::Float(f64::INFINITY)),
            "-Infinity" => Some(Value::Float(f64::NEG_INFINITY)),
            number if number.contains(['.', 'e', 'E']) => number.parse().ok().map(Value::Float),
            number => number.parse().ok().map(Value::Int),
        }
    }

    fn take(&mut self, c: char) -> Option<()> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest = self.rest.strip_prefix(c)?;
        Some(())
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        self.take('[')?;
        let mut items = Vec::new();
        if self.take(']').is_some() {
            return Some(Value::list(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.take(',').is_none() {
                self.take(']')?;
                return Some(Value::list(items));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        self.take('{')?;
        let mut entries = Entries::default();
        if self.take('}').is_some() {
            return Some(Value::dict(entries));
        }
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
            let key: Rc<str> = Rc::from(self.string()?);
            self.take(':')?;
            let value = self.value(depth)?;
            entries.insert(Key::Str(key.clone()), Value::Str(key), value);
            if self.take(',').is_none() {
                self.take('}')?;
                return Some(Value::dict(entries));
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        self.rest = self.rest.strip_prefix('"')?;
        let mut units: Vec<u16> = Vec::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = self.rest.get(at + 1..)?;
                    return Some(String::from_utf16_lossy(&units));
                }
                '\\' => {
                    let escaped = match chars.next()?.1 {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'b' => '\u{8}',
                        'f' => '\u{c}',
                        'u' => {
                            let mut unit: u16 = 0;
                            for _ in 0..4 {
                                unit = unit << 4 | u16::try_from(chars.next()?.1.to_digit(16)?).ok()?;
                            }
                            units.push(unit);
                            continue;
                        }
                        other => other,
                    };
                    units.extend(escaped.encode_utf16(&mut [0; 2]).iter());
                }
                c => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
            }
        }
        None
    }
}
