//! `text % values` (Python library, "printf-style String Formatting").

use super::{Spec, Text};
use crate::python::foreign::Outcome;
use crate::python::limits::MAX_TEXT;
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
        let mapping = matches!(values, Value::Dict(_) | Value::Foreign(_) | Value::Instance(_) | Value::Unknown(_));
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
            let Some(directive) = Directive::parse(&mut rest) else {
                return Err(self.error("ValueError", "incomplete format", place));
            };
            if directive.kind == '%' {
                text.push("%");
                continue;
            }
            named |= directive.key.is_some();
            self.percent_one(&mut text, &directive, &mut supply, place)?;
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

    fn percent_one(
        &mut self,
        text: &mut Text,
        directive: &Directive<'_>,
        supply: &mut Supply<'_>,
        place: &Place,
    ) -> Result<(), Raise> {
        let mut spec = directive.spec;
        for (wanted, width) in [(directive.width_given, true), (directive.precision_given, false)] {
            if wanted {
                let given = self.next_value(supply, place)?.as_int().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
                if width { spec.width = given.min(10_000) } else { spec.precision = Some(given.min(10_000)) }
            }
        }
        let value = match directive.key {
            Some(key) => match supply.mapping {
                Some(mapping) => self.read_item(mapping, &Value::str(key), place)?,
                None => return Err(self.error("TypeError", "format requires a mapping", place)),
            },
            None => self.next_value(supply, place)?,
        };
        if let Value::Unknown(_) = value {
            text.push_value(&value);
            return Ok(());
        }
        let written = match directive.kind {
            's' => self.str_of(&value, place)?,
            'r' => self.repr_of(&value, place)?,
            'a' => self.ascii_of(&value, place)?,
            kind => {
                let formatted = self.percent_number(kind, spec, &value, place)?;
                text.push(&formatted);
                return Ok(());
            }
        };
        match &written {
            Value::Str(written) => {
                let cut: String = written.chars().take(spec.precision.unwrap_or(usize::MAX)).collect();
                text.push(&spec.pad("", &cut, '>'));
            }
            unknown => text.push_value(unknown),
        }
        Ok(())
    }

    fn percent_number(&mut self, kind: char, mut spec: Spec, value: &Value, place: &Place) -> Result<String, Raise> {
        spec.kind = Some(if matches!(kind, 'i' | 'u') { 'd' } else { kind });
        let precision =
            if matches!(kind, 'd' | 'i' | 'u' | 'x' | 'X' | 'o') { spec.precision.take() } else { spec.precision };
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        let formatted = match (kind, value) {
            ('c', Value::Str(text)) => Some(text.to_string()),
            ('d' | 'i' | 'u', Value::Float(f)) => spec.integer(f.trunc() as i128),
            ('d' | 'i' | 'u' | 'x' | 'X' | 'o' | 'c', _) => match (value.as_int(), precision) {
                (Some(n), Some(digits)) => {
                    let body = format!("{:0>digits$}", n.unsigned_abs(), digits = digits);
                    Some(spec.pad(if n < 0 { "-" } else { "" }, &body, '>'))
                }
                (Some(n), None) => spec.integer(n),
                (None, _) => None,
            },
            ('f' | 'F' | 'e' | 'E' | 'g' | 'G', Value::Float(f)) => spec.float(*f),
            ('f' | 'F' | 'e' | 'E' | 'g' | 'G', _) => value.as_int().and_then(|n| spec.float(n as f64)),
            _ => return Err(self.error("ValueError", &format!("unsupported format character '{kind}'"), place)),
        };
        match formatted {
            Some(text) => Ok(text),
            None => {
                let message = format!("%{kind} format: a real number is required, not {}", value.type_name());
                Err(self.error("TypeError", &message, place))
            }
        }
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
struct Directive<'t> {
    key: Option<&'t str>,
    spec: Spec,
    width_given: bool,
    precision_given: bool,
    kind: char,
}

impl<'t> Directive<'t> {
    fn parse(rest: &mut &'t str) -> Option<Self> {
        let mut key = None;
        if let Some(after) = rest.strip_prefix('(') {
            let end = after.find(')')?;
            key = after.get(..end);
            *rest = after.get(end + 1..)?;
        }
        let mut spec = Spec::default();
        while let Some(flag) = rest.chars().next().filter(|c| "#0- +".contains(*c)) {
            match flag {
                '#' => spec.alternate = true,
                '0' if spec.align.is_none() => (spec.fill, spec.align) = (Some('0'), Some('=')),
                '-' => (spec.fill, spec.align) = (None, Some('<')),
                ' ' | '+' => spec.sign = Some(flag),
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
        Some(Self { key, spec, width_given, precision_given, kind })
    }
}

fn skip(rest: &mut &str, c: char) -> bool {
    let after = rest.strip_prefix(c);
    *rest = after.unwrap_or(rest);
    after.is_some()
}

fn number(rest: &mut &str) -> Option<Option<usize>> {
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = rest.split_at_checked(length)?;
    *rest = after;
    if digits.is_empty() {
        return Some(None);
    }
    digits.parse::<usize>().ok().filter(|n| *n <= 100_000).map(Some)
}
