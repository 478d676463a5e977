//! The format specification mini-language: `{value:>10.2f}`. Not the digits of numbers (`number`).

use super::Misfit;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::limits::{MAX_PLACES, MAX_TEXT};
use crate::python::object::class::Layout;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

/// A parsed format specification (Python library, "Format Specification Mini-Language").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spec {
    pub fill: Option<char>,
    pub align: Option<char>,
    pub sign: Option<char>,
    /// `z`: a zero that rounding made has no sign.
    pub unsigned_zero: bool,
    pub alternate: bool,
    pub width: usize,
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    pub kind: Option<char>,
}

impl Spec {
    /// Parses a specification for a value that is aligned to `align` where the specification does not say.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(text: &str, align: char) -> Result<Self, Misfit> {
        let mut spec = Self::default();
        let mut chars: std::iter::Peekable<std::str::Chars<'_>> = text.chars().peekable();
        let mut ahead = text.chars();
        let (first, second) = (ahead.next(), ahead.next());
        if matches!(second, Some('<' | '>' | '^' | '=')) {
            (spec.fill, spec.align) = (first, second);
            chars.next();
            chars.next();
        } else if matches!(first, Some('<' | '>' | '^' | '=')) {
            spec.align = first;
            chars.next();
        }
        spec.sign = chars.next_if(|c| matches!(c, '+' | '-' | ' '));
        spec.unsigned_zero = chars.next_if_eq(&'z').is_some();
        spec.alternate = chars.next_if_eq(&'#').is_some();
        if spec.fill.is_none() && chars.next_if_eq(&'0').is_some() {
            spec.fill = Some('0');
            if spec.align.is_none() && align == '>' {
                spec.align = Some('=');
            }
        }
        spec.width = digits(&mut chars)?.unwrap_or(0);
        spec.grouping = chars.next_if(|c| matches!(c, ',' | '_'));
        if chars.next_if_eq(&'.').is_some() {
            spec.precision = Some(digits(&mut chars)?.ok_or(Misfit::Value)?);
        }
        spec.kind = chars.next();
        let grouped = matches!(
            (spec.grouping, spec.kind),
            (None, _)
                | (_, None | Some('d' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%'))
                | (Some('_'), Some('b' | 'o' | 'x' | 'X'))
        );
        if chars.next().is_some() || !grouped {
            return Err(Misfit::Value);
        }
        if spec.width > MAX_TEXT || spec.precision.is_some_and(|places| places > MAX_PLACES) {
            return Err(Misfit::TooLong);
        }
        Ok(spec)
    }

    /// Returns `body` with sign or prefix `lead` before it, filled to the width; `align` holds where none was given.
    pub fn pad(&self, lead: &str, body: &str, align: char) -> String {
        let length = lead.chars().count() + body.chars().count();
        let missing = self.width.saturating_sub(length);
        let fill = self.fill.unwrap_or(' ');
        let filling = |n: usize| std::iter::repeat_n(fill, n).collect::<String>();
        match self.align.unwrap_or(align) {
            '<' => format!("{lead}{body}{}", filling(missing)),
            '^' => format!("{}{lead}{body}{}", filling(missing / 2), filling(missing - missing / 2)),
            '=' => format!("{lead}{}{body}", filling(missing)),
            _ => format!("{}{lead}{body}", filling(missing)),
        }
    }

    /// Returns a string in this format.
    ///
    /// # Errors
    /// The kind does not fit.
    pub fn text(&self, text: &str) -> Result<String, Misfit> {
        let numeric = self.sign.is_some() || self.unsigned_zero || self.alternate || self.grouping.is_some();
        if !matches!(self.kind, None | Some('s')) || numeric || self.align == Some('=') {
            return Err(Misfit::Value);
        }
        let cut: String = text.chars().take(self.precision.unwrap_or(usize::MAX)).collect();
        Ok(self.pad("", &cut, '<'))
    }
}

impl Vm {
    /// Returns `format(value, spec)`: a string, or an unknown.
    pub(in crate::python) fn format_value(&mut self, value: &Value, spec: &str, place: &Place) -> Outcome {
        let own = matches!(value, Value::Instance(instance) if instance.class.find("__format__").is_some());
        if spec.is_empty() && !own {
            return self.str_of(value, place);
        }
        match value {
            Value::Unknown(why) => return Ok(Value::Unknown(why.without_text(place))),
            Value::Instance(instance) => {
                if instance.class.find("__format__").is_some() {
                    return self.call_attribute(
                        value,
                        "__format__",
                        Arguments::positional(vec![Value::str(spec)]),
                        place,
                    );
                }
                let payload = match instance.class.layout() {
                    // An enumeration's member is formatted as its `str` (Python 3.11 on).
                    Layout::Enum(_) => Some(self.str_of(value, place)?),
                    _ => instance.payload.borrow().clone(),
                };
                let number = matches!(&*instance.payload.borrow(), Some(Value::Int(_)));
                let payload = if number { instance.payload.borrow().clone() } else { payload };
                if let Some(payload) = payload {
                    return self.deeper(|vm| vm.format_value(&payload, spec, place));
                }
            }
            Value::Foreign(object) => {
                return Ok(self.unknown(format!("formatting `{}` is not modelled", object.type_name()), place));
            }
            _ => {}
        }
        let align = if matches!(value, Value::Str(_)) { '<' } else { '>' };
        let parsed = Spec::parse(spec, align);
        if let Ok(parsed) = &parsed {
            self.limits.build(parsed.width)?;
        }
        let text = match (value, parsed) {
            (Value::Int(_) | Value::Bool(_) | Value::Float(_) | Value::Str(_), Err(misfit)) => Err(misfit),
            (Value::Int(n), Ok(spec)) => spec.integer(*n),
            (Value::Bool(b), Ok(spec)) => spec.integer(i128::from(*b)),
            (Value::Float(f), Ok(spec)) => spec.float(*f),
            (Value::Str(text), Ok(spec)) => spec.text(text),
            _ => {
                let message = format!("unsupported format string passed to {}.__format__", value.type_name());
                return Err(self.error("TypeError", &message, place));
            }
        };
        self.written(text, &format!("Invalid format specifier for object of type '{}'", value.type_name()), place)
    }

    /// Returns a text, or raises what CPython raises where it could not be written.
    pub(super) fn written(&mut self, text: Result<String, Misfit>, message: &str, place: &Place) -> Outcome {
        let class = match text {
            Ok(text) => return Ok(Value::str(text)),
            Err(Misfit::TooLong) => return Ok(self.too_large(place)),
            Err(Misfit::Value) => "ValueError",
            Err(Misfit::Type) => "TypeError",
            Err(Misfit::Overflow) => "OverflowError",
        };
        Err(self.error(class, message, place))
    }
}

fn digits(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Result<Option<usize>, Misfit> {
    let mut number = None;
    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
        let more = number.unwrap_or(0_usize).checked_mul(10).and_then(|n| n.checked_add(digit as usize));
        // More than 19 digits: "Too many decimal digits in format string".
        number = Some(more.ok_or(Misfit::Value)?);
        chars.next();
    }
    Ok(number)
}
