//! The JSON of a value of which all is known, without the evaluator: what a column of JSON is sent.

use super::json::{DEPTH, quoted};
use crate::python::convert::float_text;
use crate::python::value::Value;

/// How many parts a value has that is written at once: a list may hold itself, several times.
const PARTS: usize = 10_000;

/// Returns what `json.dumps` makes of a value of which all is known: strings, numbers, lists, dictionaries of them.
#[must_use]
pub fn json_text(value: &Value) -> Option<String> {
    json_within(value, DEPTH, &mut PARTS.clone())
}

fn json_within(value: &Value, depth: usize, left: &mut usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    *left = left.checked_sub(1)?;
    let mut list = |items: &[Value]| -> Option<String> {
        let items: Option<Vec<String>> = items.iter().map(|item| json_within(item, depth, left)).collect();
        Some(format!("[{}]", items?.join(", ")))
    };
    match value {
        Value::None => Some("null".into()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Int(number) => Some(number.to_string()),
        Value::Float(number) if number.is_finite() => Some(float_text(*number)),
        Value::Str(text) => Some(quoted(text, true)),
        Value::List(items) => list(&items.content().ok()?),
        Value::Tuple(items) => list(items),
        Value::Dict(dict) => {
            let entries = dict.entries.content().ok()?;
            let entry = |(key, value): (&Value, &Value)| match key {
                Value::Str(key) => Some(format!("{}: {}", quoted(key, true), json_within(value, depth, left)?)),
                _ => None,
            };
            let entries: Option<Vec<String>> = entries.iter().map(entry).collect();
            Some(format!("{{{}}}", entries?.join(", ")))
        }
        _ => None,
    }
}
