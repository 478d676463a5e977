//! `text % values` (Python library, "printf-style String Formatting").

use super::{Misfit, Spec, Text};
use crate::python::foreign::Outcome;
use crate::python::library::Varying;
use crate::python::limits::{MAX_PLACES, MAX_TEXT};
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

/// Where the values come from.
struct Supply<'v> {
    values: Vec<Value>,
    next: usize,
    mapping: Option<&'v Value>,
}

impl Vm {
    pub(in crate::python) fn percent(&mut self, template: &Value, values: &Value, place: &Place) -> Outcome {
        let Some(template) = template.as_str() else { return Ok(template.clone()) };
        // What can be subscripted is a mapping here, but for tuples and strings.
        let mapping = match values {
            Value::Instance(instance) => {
                instance.class.find("__getitem__").is_some()
                    || instance.class.unknown_ancestor().is_some()
                    || matches!(&*instance.payload.borrow(), Some(Value::Dict(_) | Value::List(_) | Value::Bytes(_)))
            }
            Value::Dict(_) | Value::List(_) | Value::Bytes(_) | Value::Range(_) => true,
            other => matches!(other, Value::Foreign(_) | Value::Unknown(_)),
        };
        let items = match values {
            Value::Tuple(items) => items.to_vec(),
            other => vec![other.clone()],
        };
        let mut supply = Supply { values: items, next: 0, mapping: mapping.then_some(values) };
        let mut text = Text::default();
        let mut rest = &*template;
        let mut named = false;
        while let Some(at) = rest.find('%') {
            text.push(&rest[..at]);
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix('%') {
                text.push("%");
                rest = after;
                continue;
            }
            let keyed = match self.percent_key(&mut rest, &supply, place)? {
                Some(value) => {
                    named = true;
                    Some(value)
                }
                None => None,
            };
            let Some(directive) = Directive::parse(&mut rest) else {
                return Err(self.error("ValueError", "incomplete format", place));
            };
            self.percent_one(&mut text, &directive, keyed, &mut supply, place)?;
            if text.len() > MAX_TEXT {
                return Ok(self.too_large(place));
            }
        }
        text.push(rest);
        let spare = supply.next < supply.values.len() && supply.mapping.is_none();
        if spare && !named {
            return Err(self.error("TypeError", "not all arguments converted during string formatting", place));
        }
        self.limits.build(text.len())?;
        Ok(text.into_value())
    }

    /// Returns the value of `%(key)`; nothing where there is no key.
    fn percent_key(&mut self, rest: &mut &str, supply: &Supply<'_>, place: &Place) -> Result<Option<Value>, Raise> {
        let Some(after) = rest.strip_prefix('(') else { return Ok(None) };
        let Some(mapping) = supply.mapping else {
            return Err(self.error("TypeError", "format requires a mapping", place));
        };
        let mut depth = 1_usize;
        for (at, b) in after.bytes().enumerate() {
            depth = match b {
                b'(' => depth + 1,
                b')' => depth - 1,
                _ => depth,
            };
            if depth == 0 {
                *rest = after.get(at + 1..).unwrap_or("");
                let key = Value::str(after.get(..at).unwrap_or(""));
                return self.read_item(mapping, &key, place).map(Some);
            }
        }
        Err(self.error("ValueError", "incomplete format key", place))
    }

    fn percent_one(
        &mut self,
        text: &mut Text,
        directive: &Directive,
        keyed: Option<Value>,
        supply: &mut Supply<'_>,
        place: &Place,
    ) -> Result<(), Raise> {
        let mut spec = directive.spec;
        for (wanted, width) in [(directive.width_given, true), (directive.precision_given, false)] {
            if !wanted {
                continue;
            }
            let given = self.next_value(supply, place)?;
            if let Value::Unknown(_) = given {
                text.push_value(&given);
                return self.next_value(supply, place).map(|_| ());
            }
            let Some(given) = given.as_int() else {
                return Err(self.error("TypeError", "* wants int", place));
            };
            let size = usize::try_from(given.unsigned_abs()).unwrap_or(usize::MAX);
            match width {
                true if given < 0 => (spec.fill, spec.align, spec.width) = (None, Some('<'), size),
                true => spec.width = size,
                false => spec.precision = Some(if given < 0 { 0 } else { size }),
            }
        }
        if spec.width > MAX_TEXT || spec.precision.is_some_and(|places| places > MAX_PLACES) {
            text.push_value(&self.too_large(place));
            return match keyed {
                Some(_) => Ok(()),
                None => self.next_value(supply, place).map(|_| ()),
            };
        }
        self.limits.build(spec.width)?;
        let value = match keyed {
            Some(value) => value,
            None => self.next_value(supply, place)?,
        };
        // What is padded, cut or written as a number is another text.
        let is_whole = directive.kind == 's' && spec.width == 0 && spec.precision.is_none();
        if let Value::Unknown(why) = &value {
            let own = if is_whole { why.clone() } else { why.without_text(place) };
            text.push_value(&Value::Unknown(own));
            return Ok(());
        }
        let written = match directive.kind {
            's' => self.str_of(&value, place)?,
            'r' => self.repr_of(&value, place)?,
            'a' => self.ascii_of(&value, place)?,
            kind => {
                match Varying::to_compute(value) {
                    Value::Unknown(why) => text.push_hole(&why),
                    value => text.push_value(&self.percent_number(kind, spec, &value, place)?),
                }
                return Ok(());
            }
        };
        let spec = Spec { fill: None, align: spec.align.filter(|align| *align == '<'), ..spec };
        match &written {
            Value::Str(written) => {
                let cut: String = written.chars().take(spec.precision.unwrap_or(usize::MAX)).collect();
                text.push(&spec.pad("", &cut, '>'));
            }
            Value::Unknown(why) if !is_whole => text.push_hole(&why.without_text(place)),
            unknown => text.push_value(unknown),
        }
        Ok(())
    }

    fn percent_number(&mut self, kind: char, spec: Spec, value: &Value, place: &Place) -> Outcome {
        let text_spec = Spec { fill: None, align: spec.align.filter(|align| *align == '<'), ..spec };
        let spec = Spec { kind: Some(kind), ..spec };
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        let formatted = match (kind, value) {
            ('c', _) => match (value.as_str(), value.as_int()) {
                (Some(text), _) if text.chars().count() == 1 => Ok(text_spec.pad("", &text, '>')),
                (None, Some(n)) => match u32::try_from(n).ok().filter(|n| *n < 0x11_0000).map(char::from_u32) {
                    Some(Some(c)) => Ok(text_spec.pad("", c.encode_utf8(&mut [0; 4]), '>')),
                    Some(None) => Err(Misfit::TooLong),
                    None => Err(Misfit::Overflow),
                },
                _ => Err(Misfit::Type),
            },
            ('d' | 'i' | 'u', Value::Float(f)) if f.is_nan() => Err(Misfit::Value),
            ('d' | 'i' | 'u', Value::Float(f)) if f.is_infinite() => Err(Misfit::Overflow),
            ('d' | 'i' | 'u', Value::Float(f)) if f.abs() >= 1e38 => Err(Misfit::TooLong),
            ('d' | 'i' | 'u', Value::Float(f)) => spec.percent_integer(f.trunc() as i128, kind).ok_or(Misfit::Type),
            ('d' | 'i' | 'u' | 'x' | 'X' | 'o', _) => {
                value.as_int().and_then(|n| spec.percent_integer(n, kind)).ok_or(Misfit::Type)
            }
            ('f' | 'F' | 'e' | 'E' | 'g' | 'G', Value::Float(f)) => spec.float(*f),
            ('f' | 'F' | 'e' | 'E' | 'g' | 'G', _) => match value.as_int() {
                Some(n) => spec.float(n as f64),
                None => Err(Misfit::Type),
            },
            _ => return Err(self.error("ValueError", &format!("unsupported format character '{kind}'"), place)),
        };
        let message = format!("%{kind} format: a real number is required, not {}", value.type_name());
        self.written(formatted, &message, place)
    }

    fn next_value(&mut self, supply: &mut Supply<'_>, place: &Place) -> Outcome {
        match supply.values.get(supply.next) {
            Some(value) => {
                supply.next += 1;
                Ok(value.clone())
            }
            None => Err(self.error("TypeError", "not enough arguments for format string", place)),
        }
    }
}

/// One `%…` in the template.
struct Directive {
    spec: Spec,
    width_given: bool,
    precision_given: bool,
    kind: char,
}

impl Directive {
    fn parse(rest: &mut &str) -> Option<Self> {
        let mut spec = Spec::default();
        while let Some(flag) = rest.chars().next().filter(|c| "#0- +".contains(*c)) {
            match flag {
                '#' => spec.alternate = true,
                '0' if spec.align.is_none() => (spec.fill, spec.align) = (Some('0'), Some('=')),
                '-' => (spec.fill, spec.align) = (None, Some('<')),
                '+' => spec.sign = Some('+'),
                ' ' => spec.sign = spec.sign.or(Some(' ')),
                _ => {}
            }
            *rest = rest.get(1..)?;
        }
        let width_given = skip(rest, '*');
        if !width_given {
            spec.width = number(rest)?.unwrap_or(0);
        }
        let mut precision_given = false;
        if skip(rest, '.') {
            precision_given = skip(rest, '*');
            if !precision_given {
                spec.precision = Some(number(rest)?.unwrap_or(0));
            }
        }
        *rest = rest.trim_start_matches(['h', 'l', 'L']);
        let kind = rest.chars().next()?;
        *rest = rest.get(kind.len_utf8()..)?;
        Some(Self { spec, width_given, precision_given, kind })
    }
}

fn skip(rest: &mut &str, c: char) -> bool {
    let after = rest.strip_prefix(c);
    *rest = after.unwrap_or(rest);
    after.is_some()
}

/// Reads digits; a number that no size can be is the largest one.
fn number(rest: &mut &str) -> Option<Option<usize>> {
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = rest.split_at_checked(length)?;
    *rest = after;
    if digits.is_empty() {
        return Some(None);
    }
    Some(Some(digits.parse::<usize>().unwrap_or(usize::MAX)))
}
