//! `int`, `float` and `bytes`, called.

use super::items;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::library::Varying;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

impl Vm {
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn construct_int(&mut self, value: Option<Value>, base: Option<Value>, place: &Place) -> Outcome {
        let Some(value) = value else { return Ok(Value::Int(0)) };
        match &value {
            Value::Unknown(why) => return Ok(Value::Unknown(why.clone())),
            Value::Float(f) if f.is_finite() && f.abs() < 1e38 => return Ok(Value::Int(f.trunc() as i128)),
            Value::Foreign(object) => {
                if let Some(own) = value.downcast::<Varying>().and_then(|own| own.truncated()) {
                    return Ok(own);
                }
                return Ok(self.unknown(format!("`int` of `{}` is not modelled", object.type_name()), place));
            }
            Value::Instance(instance) if instance.class.find("__int__").is_some() => {
                return self.call_attribute(&value, "__int__", Arguments::default(), place);
            }
            _ => {}
        }
        if let Value::Float(f) = &value {
            return match f.is_finite() {
                true => Ok(self.too_large(place)),
                false if f.is_nan() => Err(self.error("ValueError", "cannot convert float NaN to integer", place)),
                false => Err(self.error("OverflowError", "cannot convert float infinity to integer", place)),
            };
        }
        if let Value::Bytes(_) = value {
            return Ok(self.unknown("a number in bytes is not evaluated", place));
        }
        match (&base, value.as_str()) {
            (Some(Value::Unknown(_)), _) => return Ok(base.unwrap_or(Value::None)),
            (Some(base), _) if base.as_int().is_none() => {
                return Err(self.error("TypeError", "int() base must be an integer", place));
            }
            (Some(base), Some(_)) if !matches!(base.as_int(), Some(0 | 2..=36)) => {
                return Err(self.error("ValueError", "int() base must be >= 2 and <= 36, or 0", place));
            }
            (Some(_), None) => {
                return Err(self.error("TypeError", "int() can't convert non-string with explicit base", place));
            }
            _ => {}
        }
        if let Some(text) = value.as_str() {
            if !text.is_ascii() {
                return Ok(self.unknown("a number in characters beyond ASCII is not evaluated", place));
            }
            let base = base.and_then(|base| base.as_int()).unwrap_or(10);
            return match parse_int(&text, base) {
                Some(n) => Ok(Value::Int(n)),
                None if text.trim().len() > 30 => Ok(self.unknown("a number this long is not evaluated", place)),
                None => {
                    let shown = crate::python::convert::quoted(&text);
                    Err(self.error(
                        "ValueError",
                        &format!("invalid literal for int() with base {base}: {shown}"),
                        place,
                    ))
                }
            };
        }
        match value.as_int() {
            Some(n) => Ok(Value::Int(n)),
            None => {
                let name = value.type_name();
                let message =
                    format!("int() argument must be a string, a bytes-like object or a real number, not '{name}'");
                Err(self.error("TypeError", &message, place))
            }
        }
    }

    #[allow(clippy::cast_precision_loss)]
    pub(super) fn construct_float(&mut self, value: Option<Value>, place: &Place) -> Outcome {
        let Some(value) = value else { return Ok(Value::Float(0.0)) };
        match &value {
            Value::Float(_) | Value::Unknown(_) => return Ok(value),
            Value::Bytes(_) => return Ok(self.unknown("a number in bytes is not evaluated", place)),
            Value::Instance(instance) if instance.class.find("__float__").is_some() => {
                return self.call_attribute(&value, "__float__", Arguments::default(), place);
            }
            Value::Foreign(object) => {
                return Ok(self.unknown(format!("`float` of `{}` is not modelled", object.type_name()), place));
            }
            _ => {}
        }
        if let Some(text) = value.as_str() {
            if !text.is_ascii() {
                return Ok(self.unknown("a number in characters beyond ASCII is not evaluated", place));
            }
            return match grouped(text.trim(), 10).ok_or(()).and_then(|text| text.parse::<f64>().map_err(|_| ())) {
                Ok(f) => Ok(Value::Float(f)),
                Err(_) => {
                    let shown = crate::python::convert::quoted(&text);
                    Err(self.error("ValueError", &format!("could not convert string to float: {shown}"), place))
                }
            };
        }
        match value.as_int() {
            Some(n) => Ok(Value::Float(n as f64)),
            None => {
                let message =
                    format!("float() argument must be a string or a real number, not '{}'", value.type_name());
                Err(self.error("TypeError", &message, place))
            }
        }
    }

    pub(super) fn construct_bytes(&mut self, value: Option<Value>, arguments: Arguments, place: &Place) -> Outcome {
        match value {
            None => Ok(Value::Bytes(Rc::from([]))),
            Some(Value::Str(text)) => match arguments.find(1, "encoding") {
                Some(_) => {
                    let rest =
                        Arguments { positional: arguments.positional.iter().skip(1).cloned().collect(), ..arguments };
                    self.call_builtin_method(&Value::Str(text), "encode", rest, place)
                }
                None => Err(self.error("TypeError", "string argument without an encoding", place)),
            },
            Some(Value::Bytes(bytes)) => Ok(Value::Bytes(bytes)),
            Some(Value::Unknown(why)) => Ok(Value::Unknown(why)),
            Some(value @ (Value::Int(_) | Value::Bool(_))) => match usize::try_from(value.as_int().unwrap_or(0)) {
                Ok(length) => {
                    self.check_text(length, place)?;
                    Ok(Value::Bytes(vec![0; length].into()))
                }
                Err(_) => Ok(self.unknown("the length of the bytes cannot be evaluated", place)),
            },
            Some(value) => {
                let items = items!(self, &value, place);
                let bytes: Option<Vec<u8>> = items.iter().map(|item| u8::try_from(item.as_int()?).ok()).collect();
                match bytes {
                    Some(bytes) => Ok(Value::Bytes(bytes.into())),
                    None => Ok(self.unknown("the bytes are not known", place)),
                }
            }
        }
    }
}

/// Parses an integer as `int(text, base)` does.
fn parse_int(text: &str, base: i128) -> Option<i128> {
    let text = text.trim().to_ascii_lowercase();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let prefixes: &[(i128, &str)] = &[(16, "0x"), (8, "0o"), (2, "0b")];
    let found = prefixes.iter().find(|(radix, prefix)| (base == *radix || base == 0) && digits.starts_with(prefix));
    let (radix, digits) = match found {
        Some((radix, prefix)) => (*radix, digits.get(prefix.len()..)?),
        None => (if base == 0 { 10 } else { base }, digits),
    };
    let radix = u32::try_from(radix).ok().filter(|radix| (2..=36).contains(radix))?;
    if digits.is_empty() || digits.starts_with(['-', '+']) {
        return None;
    }
    // A separator may stand after the prefix, too.
    let digits = if found.is_some() { digits.strip_prefix('_').unwrap_or(digits) } else { digits };
    if base == 0
        && found.is_none()
        && digits.starts_with('0')
        && digits.bytes().any(|b| b.is_ascii_digit() && b != b'0')
    {
        return None;
    }
    let n = i128::from_str_radix(&grouped(digits, radix)?, radix).ok()?;
    Some(if negative { -n } else { n })
}

/// Returns digits without the separators between them; nothing where a separator does not stand between digits.
fn grouped(text: &str, radix: u32) -> Option<String> {
    let is_digit = |c: Option<&u8>| c.is_some_and(|c| char::from(*c).is_digit(radix));
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        if *byte == b'_' && !(is_digit(before) && is_digit(bytes.get(at + 1))) {
            return None;
        }
    }
    Some(text.replace('_', ""))
}
