//! Brings the text of a literal to the form in which the type's output function prints it, so far as limbeck knows the
//! type; other types keep the text.

use crate::schema::{DataType, TypeBase};
use crate::sql::expression::{array, interval, json, time};

/// What a literal is as a value of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sql) enum Value {
    /// The one text for this value.
    Canonical(String),
    /// `now` and the like: another value at another time.
    Changing,
    /// A value that depends on a setting of the session.
    OfSession(&'static str),
    /// Not a value of the type.
    Invalid,
}

/// Returns what `text` is as a value of `own`.
pub(in crate::sql) fn value(text: &str, own: &DataType) -> Value {
    let TypeBase::Builtin(name) = &own.base else { return Value::Canonical(text.to_string()) };
    if own.array {
        return Value::Canonical(array::canonical(text, own).unwrap_or_else(|| text.to_string()));
    }
    let trimmed = text.trim();
    let canonical = match name.as_str() {
        "smallint" | "integer" | "bigint" | "oid" => trimmed.parse::<i64>().ok().map(|own| own.to_string()),
        "numeric" => decimal(trimmed, &own.modifiers),
        "double precision" => float(trimmed, |text| text.parse::<f64>().ok().map(|own| own.to_string())),
        "real" => float(trimmed, |text| text.parse::<f32>().ok().map(|own| own.to_string())),
        "boolean" => boolean(trimmed).map(|own| own.to_string()),
        "character" | "bpchar" => Some(text.trim_end_matches(' ').to_string()),
        "jsonb" => json::canonical(text),
        "uuid" => uuid(trimmed),
        "bytea" => Some(bytes(text)),
        "interval" => {
            let words = interval::with_unit(trimmed, own).unwrap_or_else(|| trimmed.to_string());
            return Value::Canonical(interval::canonical(&words).unwrap_or_else(|| text.to_string()));
        }
        "date" | "timestamp without time zone" | "timestamp with time zone" | "time without time zone" => {
            return time::value(trimmed, name.as_str());
        }
        _ => Some(text.to_string()),
    };
    canonical.map_or(Value::Invalid, Value::Canonical)
}

/// Returns whether [`value`] gives the literals of the type the spelling that PostgreSQL does.
pub(in crate::sql) fn is_respelled(own: &DataType) -> bool {
    const SPELT: &[&str] = &[
        "bigint",
        "boolean",
        "bpchar",
        "bytea",
        "char",
        "character",
        "character varying",
        "date",
        "double precision",
        "integer",
        "interval",
        "json",
        "jsonb",
        "name",
        "numeric",
        "oid",
        "real",
        "regclass",
        "regconfig",
        "smallint",
        "text",
        "time without time zone",
        "timestamp with time zone",
        "timestamp without time zone",
        "uuid",
        "xml",
    ];
    matches!(&own.base, TypeBase::Builtin(name) if SPELT.contains(&name.as_str()))
}

/// Returns a decimal number without a plus, leading zeros or exponent; digits behind the point are kept, because
/// `numeric` shows them, up to the scale of the type where it has one.
pub(in crate::sql) fn decimal(text: &str, modifiers: &str) -> Option<String> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.eq_ignore_ascii_case("nan") || digits.eq_ignore_ascii_case("infinity") {
        return Some(text.to_string());
    }
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if (whole.is_empty() && fraction.is_empty()) || !(whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let (mut whole, mut fraction) = (whole.to_string(), fraction.to_string());
    if exponent.unsigned_abs() > 1_000 {
        return None;
    }
    for _ in 0..exponent {
        whole.push(if fraction.is_empty() { '0' } else { fraction.remove(0) });
    }
    for _ in exponent..0 {
        fraction.insert(0, whole.pop().unwrap_or('0'));
    }
    if !modifiers.is_empty() {
        fraction.truncate(fraction.trim_end_matches('0').len());
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let is_zero = whole == "0" && fraction.bytes().all(|b| b == b'0');
    let sign = if negative && !is_zero { "-" } else { "" };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

fn float(text: &str, parse: impl Fn(&str) -> Option<String>) -> Option<String> {
    match text.to_ascii_lowercase().as_str() {
        "nan" => Some("NaN".to_string()),
        "infinity" | "inf" | "+infinity" => Some("Infinity".to_string()),
        "-infinity" | "-inf" => Some("-Infinity".to_string()),
        lower if lower.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) => parse(lower),
        _ => None,
    }
}

/// PostgreSQL 15, `bool.c`: any unique prefix.
pub(in crate::sql) fn boolean(text: &str) -> Option<bool> {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "" => None,
        "1" | "on" => Some(true),
        "0" | "off" | "of" => Some(false),
        word if "true".starts_with(word) || "yes".starts_with(word) => Some(true),
        word if "false".starts_with(word) || "no".starts_with(word) => Some(false),
        _ => None,
    }
}

fn uuid(text: &str) -> Option<String> {
    let hex: String = text.trim_matches(['{', '}']).chars().filter(|c| *c != '-').collect();
    if hex.len() != 32 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let hex = hex.to_ascii_lowercase();
    let parts: Vec<&str> = [0..8, 8..12, 12..16, 16..20, 20..32].into_iter().filter_map(|part| hex.get(part)).collect();
    Some(parts.join("-"))
}

fn bytes(text: &str) -> String {
    if text.starts_with("\\x") {
        return text.to_ascii_lowercase();
    }
    let Some(bytes) = unescaped(text.as_bytes()) else { return text.to_string() };
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\\x{hex}")
}

/// Reads the older form of bytes: a backslash stands before itself and before three octal digits (`byteain`).
fn unescaped(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        let byte;
        (byte, rest) = match (first, tail) {
            (b'\\', [b'\\', tail @ ..]) => (b'\\', tail),
            (b'\\', [high @ b'0'..=b'3', middle @ b'0'..=b'7', low @ b'0'..=b'7', tail @ ..]) => {
                ((high - b'0') * 64 + (middle - b'0') * 8 + (low - b'0'), tail)
            }
            (b'\\', _) => return None,
            _ => (*first, tail),
        };
        bytes.push(byte);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_type_have_one_text() {
        for (text, own, printed) in [
            (" 007 ", "integer", "7"),
            ("1e3", "numeric", "1000"),
            ("00.50", "numeric", "0.50"),
            ("-0.0", "numeric", "0.0"),
            (".5", "numeric", "0.5"),
            ("1.50", "double precision", "1.5"),
            ("yes", "boolean", "true"),
            ("F", "boolean", "false"),
            ("ab ", "character", "ab"),
            ("{ \"b\":1,\"a\" : [1, 2] }", "jsonb", "{\"a\": [1, 2], \"b\": 1}"),
            ("A0EEBC99-9C0B4EF8BB6D6BB9BD380A11", "uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
            ("abc", "bytea", "\\x616263"),
            ("a\\000\\\\", "bytea", "\\x61005c"),
        ] {
            assert_eq!(value(text, &DataType::builtin(own)), Value::Canonical(printed.into()), "{text} as {own}");
        }
        assert_eq!(value("a", &DataType::builtin("integer")), Value::Invalid);
        assert_eq!(value("maybe", &DataType::builtin("boolean")), Value::Invalid);
        let scaled = DataType::builtin("numeric").with_modifiers("10,2");
        assert_eq!(value("1.50", &scaled), Value::Canonical("1.5".into()));
    }
}
