//! The format specification mini-language: `{value:>10.2f}`.

use crate::python::arguments::Arguments;
use crate::python::convert::float_text;
use crate::python::foreign::Outcome;
use crate::python::limits::MAX_TEXT;
use crate::python::object::class::Layout;
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

/// A parsed format specification (Python library, "Format Specification Mini-Language").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spec {
    pub fill: Option<char>,
    pub align: Option<char>,
    pub sign: Option<char>,
    pub alternate: bool,
    pub width: usize,
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    pub kind: Option<char>,
}

impl Spec {
    /// Parses a specification; nothing where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut spec = Self::default();
        let mut chars: std::iter::Peekable<std::str::Chars<'_>> = text.chars().peekable();
        let mut ahead = text.chars();
        let (first, second) = (ahead.next(), ahead.next());
        if matches!(second, Some('<' | '>' | '^' | '=')) {
            spec.fill = first;
            spec.align = second;
            chars.next();
            chars.next();
        } else if matches!(first, Some('<' | '>' | '^' | '=')) {
            spec.align = first;
            chars.next();
        }
        spec.sign = chars.next_if(|c| matches!(c, '+' | '-' | ' '));
        chars.next_if_eq(&'z');
        spec.alternate = chars.next_if_eq(&'#').is_some();
        if chars.next_if_eq(&'0').is_some() && spec.align.is_none() {
            spec.fill = Some('0');
            spec.align = Some('=');
        }
        spec.width = digits(&mut chars)?.unwrap_or(0);
        spec.grouping = chars.next_if(|c| matches!(c, ',' | '_'));
        if chars.next_if_eq(&'.').is_some() {
            spec.precision = Some(digits(&mut chars)??);
        }
        spec.kind = chars.next();
        if chars.next().is_some() || spec.width > MAX_TEXT || spec.precision.is_some_and(|p| p > 10_000) {
            return None;
        }
        Some(spec)
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

    fn lead(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        }
    }

    /// Returns an integer in this format; nothing where the kind does not fit.
    pub fn integer(&self, n: i128) -> Option<String> {
        let digits = match self.kind.unwrap_or('d') {
            'd' | 'n' => n.unsigned_abs().to_string(),
            'x' => format!("{:x}", n.unsigned_abs()),
            'X' => format!("{:X}", n.unsigned_abs()),
            'o' => format!("{:o}", n.unsigned_abs()),
            'b' => format!("{:b}", n.unsigned_abs()),
            'c' => char::from_u32(u32::try_from(n).ok()?)?.to_string(),
            #[allow(clippy::cast_precision_loss)]
            _ => return self.float(n as f64),
        };
        let prefix = match (self.alternate, self.kind) {
            (true, Some('x')) => "0x",
            (true, Some('X')) => "0X",
            (true, Some('o')) => "0o",
            (true, Some('b')) => "0b",
            _ => "",
        };
        let lead = format!("{}{prefix}", self.lead(n < 0));
        let every = if matches!(self.kind, Some('x' | 'X' | 'o' | 'b')) { 4 } else { 3 };
        Some(self.pad(&lead, &self.grouped(&digits, every), '>'))
    }

    /// Returns a float in this format; nothing where the kind does not fit.
    pub fn float(&self, f: f64) -> Option<String> {
        let magnitude = f.abs();
        let digits = match (self.kind, self.precision) {
            (Some('f' | 'F'), precision) => format!("{magnitude:.*}", precision.unwrap_or(6)),
            (Some('%'), precision) => format!("{:.*}%", precision.unwrap_or(6), magnitude * 100.0),
            (Some(kind @ ('e' | 'E')), precision) => {
                let text = scientific(magnitude, precision.unwrap_or(6));
                if kind == 'E' { text.to_uppercase() } else { text }
            }
            (Some('g' | 'G' | 'n'), precision) => general(magnitude, precision.unwrap_or(6)),
            (None, Some(precision)) => {
                let text = general(magnitude, precision);
                if text.contains(['.', 'e']) { text } else { format!("{text}.0") }
            }
            (None, None) => float_text(magnitude),
            _ => return None,
        };
        let (whole, rest) = digits.split_at(digits.find(['.', 'e', '%']).unwrap_or(digits.len()));
        let body = format!("{}{rest}", self.grouped(whole, 3));
        Some(self.pad(self.lead(f.is_sign_negative() && !f.is_nan()), &body, '>'))
    }

    /// Returns a string in this format; nothing where the kind does not fit.
    pub fn text(&self, text: &str) -> Option<String> {
        if !matches!(self.kind, None | Some('s')) || self.sign.is_some() {
            return None;
        }
        let cut: String = text.chars().take(self.precision.unwrap_or(usize::MAX)).collect();
        Some(self.pad("", &cut, '<'))
    }

    fn grouped(&self, digits: &str, every: usize) -> String {
        let Some(separator) = self.grouping else { return digits.to_string() };
        let mut out = String::new();
        for (at, c) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(every) {
                out.push(separator);
            }
            out.push(c);
        }
        out
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
            Value::Unknown(why) => return Ok(Value::Unknown(why.clone())),
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
        let Some(parsed) = Spec::parse(spec) else { return Err(self.invalid_spec(value, place)) };
        self.limits.build(parsed.width)?;
        let text = match value {
            Value::Int(n) => parsed.integer(*n),
            Value::Bool(b) => parsed.integer(i128::from(*b)),
            Value::Float(f) => parsed.float(*f),
            Value::Str(text) => parsed.text(text),
            other => match self.str_of(other, place)? {
                Value::Str(text) => parsed.text(&text),
                unknown => return Ok(unknown),
            },
        };
        match text {
            Some(text) => Ok(Value::str(text)),
            None => Err(self.invalid_spec(value, place)),
        }
    }

    fn invalid_spec(&mut self, value: &Value, place: &Place) -> Raise {
        self.error("ValueError", &format!("Invalid format specifier for object of type '{}'", value.type_name()), place)
    }
}

fn digits(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Option<usize>> {
    let mut number = None;
    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
        number = Some(number.unwrap_or(0_usize).checked_mul(10)?.checked_add(digit as usize)?);
        chars.next();
    }
    Some(number)
}

fn scientific(f: f64, precision: usize) -> String {
    let text = format!("{f:.precision$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, digits) = exponent.strip_prefix('-').map_or(("+", exponent), |digits| ("-", digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}

fn general(f: f64, precision: usize) -> String {
    let precision = precision.max(1);
    let text = scientific(f, precision - 1);
    let exponent: i32 = text.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
    let trimmed = |text: &str| match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => text.to_string(),
    };
    let limit = i32::try_from(precision).unwrap_or(i32::MAX);
    if exponent < -4 || exponent >= limit {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "+00"));
        return format!("{}e{exponent}", trimmed(mantissa));
    }
    let decimals = usize::try_from(limit - 1 - exponent).unwrap_or(0);
    trimmed(&format!("{f:.decimals$}"))
}
