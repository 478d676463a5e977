//! `int`, `float` and `bytes`, called.

use super::items;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
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
                return Ok(self.unknown(format!("`int` of `{}` is not modelled", object.type_name()), place));
            }
            Value::Instance(instance) if instance.class.find("__int__").is_some() => {
                return self.call_attribute(&value, "__int__", Arguments::default(), place);
            }
            _ => {}
        }
        if let Some(text) = value.as_str() {
            let base = base.and_then(|base| base.as_int()).unwrap_or(10);
            return match parse_int(&text, base) {
                Some(n) => Ok(Value::Int(n)),
                None if text.trim().len() > 38 && text.trim().bytes().all(|b| b.is_ascii_digit()) => {
                    Ok(self.too_large(place))
                }
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
            Value::Foreign(object) => {
                return Ok(self.unknown(format!("`float` of `{}` is not modelled", object.type_name()), place));
            }
            _ => {}
        }
        if let Some(text) = value.as_str() {
            return match text.trim().replace('_', "").parse::<f64>() {
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

    pub(super) fn construct_bytes(&mut self, value: Option<Value>, place: &Place) -> Outcome {
        match value {
            None => Ok(Value::Bytes(Rc::from([]))),
            Some(Value::Str(text)) => Ok(Value::Bytes(text.as_bytes().into())),
            Some(Value::Int(n)) => {
                let length = usize::try_from(n).unwrap_or(usize::MAX);
                self.check_text(length, place)?;
                Ok(Value::Bytes(vec![0; length].into()))
            }
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
    let text = text.trim().replace('_', "").to_ascii_lowercase();
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
    let n = i128::from_str_radix(digits, radix).ok()?;
    Some(if negative { -n } else { n })
}
