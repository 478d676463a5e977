//! Values as text: `str`, `repr`, `ascii`.

use super::arguments::Arguments;
use super::foreign::Outcome;
use super::format::Text;
use super::object::class::Layout;
use super::object::{DictKind, Instance};
use super::raise::Raise;
use super::value::{Type, Value};
use super::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

/// How deep nested structures are written out.
const DEPTH: usize = 50;

impl Vm {
    /// Returns `str(value)`: a string, or an unknown.
    pub(super) fn str_of(&mut self, value: &Value, place: &Place) -> Outcome {
        match value {
            Value::Str(_) | Value::Unknown(_) => Ok(value.clone()),
            Value::Foreign(object) => object.clone().str(self, place),
            Value::Instance(instance) => self.deeper(|vm| vm.str_of_instance(value, instance, place)),
            _ => self.repr_of(value, place),
        }
    }

    /// Returns `repr(value)`: a string, or an unknown.
    pub(super) fn repr_of(&mut self, value: &Value, place: &Place) -> Outcome {
        let mut text = Text::default();
        self.write_repr(&mut text, value, place, DEPTH)?;
        self.limits.build(text.len())?;
        Ok(text.into_value())
    }

    /// Returns `ascii(value)`: a string, or an unknown.
    pub(super) fn ascii_of(&mut self, value: &Value, place: &Place) -> Outcome {
        Ok(match self.repr_of(value, place)? {
            Value::Str(text) => {
                let escape = |c: char| match u32::from(c) {
                    0..=0x7f => c.to_string(),
                    n @ 0x80..=0xff => format!("\\x{n:02x}"),
                    n @ 0x100..=0xffff => format!("\\u{n:04x}"),
                    n => format!("\\U{n:08x}"),
                };
                Value::str(text.chars().map(escape).collect::<String>())
            }
            other => other,
        })
    }

    fn str_of_instance(&mut self, value: &Value, instance: &Rc<Instance>, place: &Place) -> Outcome {
        if instance.class.find("__str__").is_some() {
            return self.call_attribute(value, "__str__", Arguments::default(), place);
        }
        match &instance.class.layout() {
            Layout::Exception => self.exception_text(instance, place),
            Layout::Enum(_) => {
                let direct = instance
                    .class
                    .ancestors
                    .iter()
                    .any(|a| matches!(a, Value::Type(Type::IntEnum | Type::StrEnum | Type::IntFlag)));
                let payload = instance.payload.borrow().clone();
                match payload {
                    Some(payload) if direct => self.str_of(&payload, place),
                    _ => {
                        let name = super::enumeration::member_name(value).unwrap_or_default();
                        Ok(Value::str(format!("{}.{name}", instance.class.name)))
                    }
                }
            }
            _ => {
                let payload = instance.payload.borrow().clone();
                match payload {
                    Some(payload)
                        if instance.class.find("__repr__").is_none()
                            && !matches!(instance.class.layout(), Layout::NamedTuple(_)) =>
                    {
                        self.str_of(&payload, place)
                    }
                    _ => self.repr_of(value, place),
                }
            }
        }
    }

    fn write_repr(&mut self, text: &mut Text, value: &Value, place: &Place, depth: usize) -> Result<(), Raise> {
        self.limits.step(1)?;
        let Some(depth) = depth.checked_sub(1) else {
            text.push_value(&self.unknown("the structure is nested too deeply to be written out", place));
            return Ok(());
        };
        match value {
            Value::None => text.push("None"),
            Value::Ellipsis => text.push("Ellipsis"),
            Value::NotImplemented => text.push("NotImplemented"),
            Value::Bool(true) => text.push("True"),
            Value::Bool(false) => text.push("False"),
            Value::Int(n) => text.push(&n.to_string()),
            Value::Float(f) => text.push(&float_text(*f)),
            Value::Str(s) => text.push(&quoted(s)),
            Value::Bytes(bytes) => text.push(&quoted_bytes(bytes)),
            Value::Unknown(_) => text.push_value(value),
            Value::List(list) => match list.content() {
                Ok(items) => self.write_items(text, ("[", "]"), &items, place, depth)?,
                Err(why) => text.push_value(&Value::Unknown(why)),
            },
            Value::Tuple(items) => {
                let close = if items.len() == 1 { ",)" } else { ")" };
                self.write_items(text, ("(", close), items, place, depth)?;
            }
            Value::Set(set) => match set.members.content() {
                Ok(members) if members.is_empty() => text.push(if set.is_frozen() { "frozenset()" } else { "set()" }),
                Ok(members) if members.len() > 1 => {
                    let why = super::iterate::unordered(value, place);
                    text.push_value(&why.map_or(Value::None, Value::Unknown));
                }
                Ok(members) => {
                    let items: Vec<Value> = members.iter().cloned().collect();
                    let around = if set.is_frozen() { ("frozenset({", "})") } else { ("{", "}") };
                    self.write_items(text, around, &items, place, depth)?;
                }
                Err(why) => text.push_value(&Value::Unknown(why)),
            },
            Value::Dict(dict) => self.write_dict(text, dict, place, depth)?,
            Value::Range(range) if range.step == 1 => text.push(&format!("range({}, {})", range.start, range.stop)),
            Value::Range(range) => text.push(&format!("range({}, {}, {})", range.start, range.stop, range.step)),
            Value::Slice(slice) => {
                self.write_items(
                    text,
                    ("slice(", ")"),
                    &[slice.start.clone(), slice.stop.clone(), slice.step.clone()],
                    place,
                    depth,
                )?;
            }
            Value::Type(kind) => text.push(&format!("<class '{}'>", super::builtin::type_name(*kind))),
            Value::Class(class) if matches!(class.layout(), Layout::Enum(_)) => {
                text.push(&format!("<enum '{}'>", class.name))
            }
            Value::Class(class) if &*class.module == "builtins" => text.push(&format!("<class '{}'>", class.name)),
            Value::Class(class) => text.push(&format!("<class '{}.{}'>", class.module, class.name)),
            Value::Builtin(builtin) => text.push(&format!("<built-in function {}>", builtin.name)),
            Value::Module(module) => text.push(&format!("<module '{}'>", module.name)),
            Value::Foreign(object) => {
                let written = object.clone().repr(self, place)?;
                text.push_value(&written);
            }
            Value::Instance(instance) => self.deeper(|vm| vm.write_instance(text, value, instance, place, depth))?,
            other => {
                let reason = format!("the text of a `{}` is its address", other.type_name());
                text.push_value(&self.unknown(reason, place));
            }
        }
        Ok(())
    }

    fn write_items(
        &mut self,
        text: &mut Text,
        around: (&str, &str),
        items: &[Value],
        place: &Place,
        depth: usize,
    ) -> Result<(), Raise> {
        text.push(around.0);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                text.push(", ");
            }
            self.write_repr(text, item, place, depth)?;
        }
        text.push(around.1);
        Ok(())
    }

    fn write_dict(
        &mut self,
        text: &mut Text,
        dict: &super::object::Dict,
        place: &Place,
        depth: usize,
    ) -> Result<(), Raise> {
        let entries = match dict.entries.content() {
            Ok(entries) => entries,
            Err(why) => {
                text.push_value(&Value::Unknown(why));
                return Ok(());
            }
        };
        let (open, close) = match &dict.kind {
            DictKind::Plain => ("{".to_string(), "}"),
            DictKind::Ordered if entries.is_empty() => ("OrderedDict(".to_string(), ")"),
            DictKind::Counter if entries.is_empty() => ("Counter(".to_string(), ")"),
            DictKind::Ordered => {
                let pairs = entries.iter().map(|(key, value)| Value::tuple(vec![key.clone(), value.clone()]));
                let pairs: Vec<Value> = pairs.collect();
                return self.write_items(text, ("OrderedDict([", "])"), &pairs, place, depth);
            }
            DictKind::Counter => ("Counter({".to_string(), "})"),
            DictKind::Default(factory) => {
                text.push("defaultdict(");
                self.write_repr(text, factory, place, depth)?;
                (", {".to_string(), "})")
            }
        };
        text.push(&open);
        for (at, (key, value)) in entries.iter().enumerate() {
            if at > 0 {
                text.push(", ");
            }
            self.write_repr(text, key, place, depth)?;
            text.push(": ");
            self.write_repr(text, value, place, depth)?;
        }
        text.push(close);
        Ok(())
    }

    fn write_instance(
        &mut self,
        text: &mut Text,
        value: &Value,
        instance: &Rc<Instance>,
        place: &Place,
        depth: usize,
    ) -> Result<(), Raise> {
        if instance.class.find("__repr__").is_some() {
            let written = self.call_attribute(value, "__repr__", Arguments::default(), place)?;
            text.push_value(&written);
            return Ok(());
        }
        match &instance.class.layout() {
            Layout::Exception => {
                let arguments = match instance.attributes.find("args") {
                    Some(Value::Tuple(arguments)) => arguments.to_vec(),
                    _ => Vec::new(),
                };
                text.push(&instance.class.name);
                self.write_items(text, ("(", ")"), &arguments, place, depth)
            }
            Layout::Enum(_) => {
                let name = super::enumeration::member_name(value).unwrap_or_default();
                let direct =
                    instance.class.ancestors.iter().any(|a| matches!(a, Value::Type(Type::IntEnum | Type::StrEnum)));
                let _ = direct;
                text.push(&format!("<{}.{name}: ", instance.class.name));
                self.write_repr(text, &instance.attributes.find("value").unwrap_or(Value::None), place, depth)?;
                text.push(">");
                Ok(())
            }
            Layout::Dataclass(fields) | Layout::NamedTuple(fields) => {
                text.push(&format!("{}(", instance.class.name));
                for (at, field) in fields.iter().filter(|field| !field.left_out.of_repr).enumerate() {
                    let separator = if at > 0 { ", " } else { "" };
                    text.push(&format!("{separator}{}=", field.name));
                    self.write_repr(text, &instance.attributes.find(&field.name).unwrap_or(Value::None), place, depth)?;
                }
                text.push(")");
                Ok(())
            }
            Layout::Plain => {
                let payload = instance.payload.borrow().clone();
                match payload {
                    Some(payload) if !matches!(payload, Value::Function(_)) => {
                        self.write_repr(text, &payload, place, depth)
                    }
                    _ => {
                        let reason = format!("the text of a `{}` is its address", instance.class.name);
                        text.push_value(&self.unknown(reason, place));
                        Ok(())
                    }
                }
            }
        }
    }
}

/// Returns a float as Python writes it.
pub(super) fn float_text(f: f64) -> String {
    if f.is_nan() {
        return "nan".to_string();
    }
    if f.is_infinite() {
        return if f > 0.0 { "inf".to_string() } else { "-inf".to_string() };
    }
    let magnitude = f.abs();
    if magnitude != 0.0 && !(1e-4..1e16).contains(&magnitude) {
        let text = format!("{f:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, digits) = exponent.strip_prefix('-').map_or(("+", exponent), |digits| ("-", digits));
        return format!("{mantissa}e{sign}{digits:0>2}");
    }
    let text = format!("{f}");
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// Returns a string literal as Python's `repr` writes it.
pub(super) fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if (c as u32) < 0x20 || (0x7f..0xa1).contains(&(c as u32)) || c == '\u{ad}' => {
                out.push_str(&format!("\\x{:02x}", c as u32));
            }
            c if c.is_whitespace() && c != ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

fn quoted_bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = String::from("b");
    out.push(char::from(quote));
    for b in bytes {
        match b {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b if *b == quote => {
                out.push('\\');
                out.push(char::from(*b));
            }
            0x20..=0x7e => out.push(char::from(*b)),
            _ => out.push_str(&format!("\\x{b:02x}")),
        }
    }
    out.push(char::from(quote));
    out
}
