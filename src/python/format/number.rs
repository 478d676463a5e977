//! Numbers as text in a given format: their digits, signs, prefixes and separators.

use super::{Misfit, Spec};
use crate::python::convert::float_text;

impl Spec {
    /// Returns an integer in this format.
    ///
    /// # Errors
    /// The kind does not fit.
    pub fn integer(&self, n: i128) -> Result<String, Misfit> {
        let kind = self.kind.unwrap_or('d');
        if matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') {
            #[allow(clippy::cast_precision_loss)]
            return self.float(n as f64);
        }
        if self.precision.is_some() || self.unsigned_zero {
            return Err(Misfit::Value);
        }
        if kind == 'c' {
            if self.sign.is_some() || self.alternate || self.grouping.is_some() {
                return Err(Misfit::Value);
            }
            let c = u32::try_from(n).ok().filter(|n| *n < 0x11_0000).ok_or(Misfit::Overflow)?;
            let c = char::from_u32(c).ok_or(Misfit::TooLong)?;
            return Ok(self.pad("", c.encode_utf8(&mut [0; 4]), '>'));
        }
        let digits = radix(n.unsigned_abs(), kind).ok_or(Misfit::Value)?;
        let lead = format!("{}{}", self.lead(n < 0), if self.alternate { prefix(kind) } else { "" });
        let every = if matches!(kind, 'x' | 'X' | 'o' | 'b') { 4 } else { 3 };
        Ok(self.number(&lead, &digits, "", every))
    }

    /// Returns a float in this format.
    ///
    /// # Errors
    /// The kind does not fit.
    pub fn float(&self, f: f64) -> Result<String, Misfit> {
        let magnitude = f.abs();
        let places = self.precision.unwrap_or(6);
        let digits = match self.kind {
            None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') if !f.is_finite() => {
                let percent = if self.kind == Some('%') { "%" } else { "" };
                format!("{}{percent}", if f.is_nan() { "nan" } else { "inf" })
            }
            Some('f' | 'F') => self.pointed(format!("{magnitude:.places$}")),
            Some('%') => format!("{}%", self.pointed(format!("{:.places$}", magnitude * 100.0))),
            Some('e' | 'E') => self.pointed(scientific(magnitude, places)),
            Some('g' | 'G' | 'n') => self.general(magnitude, places, places.max(1)),
            None => match self.precision {
                None => self.pointed(float_text(magnitude)),
                Some(places) => {
                    let text = self.general(magnitude, places, places.max(1) - 1);
                    if text.contains(['.', 'e']) { text } else { format!("{text}.0") }
                }
            },
            _ => return Err(Misfit::Value),
        };
        let digits = if matches!(self.kind, Some('E' | 'F' | 'G')) { digits.to_uppercase() } else { digits };
        let (whole, rest) = digits.split_at(digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()));
        let zero =
            self.unsigned_zero && !digits.split(['e', 'E']).next().unwrap_or("").contains(|c| ('1'..='9').contains(&c));
        let negative = f.is_sign_negative() && !f.is_nan() && !(zero && f.is_finite());
        Ok(self.number(self.lead(negative), whole, rest, 3))
    }

    /// Returns the digits of an integer of at least as many digits as the precision says, as `%` writes it.
    pub fn percent_integer(&self, n: i128, kind: char) -> Option<String> {
        let digits = radix(n.unsigned_abs(), kind)?;
        let zeros = "0".repeat(self.precision.unwrap_or(0).saturating_sub(digits.len()));
        let lead = format!("{}{}", self.lead(n < 0), if self.alternate { prefix(kind) } else { "" });
        Some(self.pad(&lead, &format!("{zeros}{digits}"), '>'))
    }

    fn lead(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        }
    }

    /// Joins the parts of a number; zeros that fill it are grouped with its digits.
    fn number(&self, lead: &str, whole: &str, rest: &str, every: usize) -> String {
        let Some(separator) = self.grouping else { return self.pad(lead, &format!("{whole}{rest}"), '>') };
        let filled = self.fill == Some('0') && self.align == Some('=');
        let mut wanted = if filled { self.width.saturating_sub(lead.len() + rest.len()) } else { 0 };
        let mut digits = whole.chars().rev();
        let mut left = whole.len();
        let mut grouped = Vec::new();
        loop {
            let length = every.min(left.max(wanted).max(1));
            grouped.extend((0..length).map(|_| digits.next().unwrap_or('0')));
            left = left.saturating_sub(length);
            wanted = wanted.saturating_sub(length);
            if left == 0 && wanted == 0 {
                break;
            }
            grouped.push(separator);
            wanted = wanted.saturating_sub(1);
        }
        let grouped: String = if whole.is_empty() { String::new() } else { grouped.into_iter().rev().collect() };
        self.pad(lead, &format!("{grouped}{rest}"), '>')
    }

    /// Returns a number with a point in it, where the format asks for one always.
    fn pointed(&self, text: String) -> String {
        if !self.alternate || text.contains('.') {
            return text;
        }
        match text.split_once('e') {
            Some((mantissa, exponent)) => format!("{mantissa}.e{exponent}"),
            None => format!("{text}."),
        }
    }

    fn general(&self, f: f64, places: usize, limit: usize) -> String {
        let places = places.max(1);
        let text = scientific(f, places - 1);
        let exponent: i32 = text.split_once('e').and_then(|(_, e)| e.parse().ok()).unwrap_or(0);
        let trimmed = |text: &str| match text.contains('.') {
            true if !self.alternate => text.trim_end_matches('0').trim_end_matches('.').to_string(),
            _ => text.to_string(),
        };
        let limit = i32::try_from(limit).unwrap_or(i32::MAX);
        if exponent < -4 || exponent >= limit {
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "+00"));
            return self.pointed(format!("{}e{exponent}", trimmed(mantissa)));
        }
        let places = i32::try_from(places).unwrap_or(i32::MAX);
        let decimals = usize::try_from(places - 1 - exponent).unwrap_or(0);
        self.pointed(trimmed(&format!("{f:.decimals$}")))
    }
}

fn radix(n: u128, kind: char) -> Option<String> {
    Some(match kind {
        'd' | 'n' | 'i' | 'u' => n.to_string(),
        'x' => format!("{n:x}"),
        'X' => format!("{n:X}"),
        'o' => format!("{n:o}"),
        'b' => format!("{n:b}"),
        _ => return None,
    })
}

fn prefix(kind: char) -> &'static str {
    match kind {
        'x' => "0x",
        'X' => "0X",
        'o' => "0o",
        'b' => "0b",
        _ => "",
    }
}

fn scientific(f: f64, places: usize) -> String {
    let text = format!("{f:.places$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, digits) = exponent.strip_prefix('-').map_or(("+", exponent), |digits| ("-", digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}
