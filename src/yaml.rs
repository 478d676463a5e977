//! YAML that every reader understands alike: the one home of `serde_yaml`. Strings that a YAML 1.1 reader would take
//! for something else (`no`, `1e10`, `0123`, `12:30`, a date) come out quoted; several lines come out as a block.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_yaml::Value;
use std::fmt::Write;

/// Returns `value` as a YAML document.
///
/// # Errors
/// When the value has no YAML form; limbeck's own documents always have one.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, String> {
    let value = serde_yaml::to_value(value).map_err(|error| error.to_string())?;
    let mut out = String::new();
    write_value(&mut out, &value, 0, Position::Line, Style::Block);
    Ok(out)
}

/// Returns `value` as a YAML document in which an item of a list is one line, in braces, where it is short and flat.
///
/// # Errors
/// As [`to_string`].
pub fn to_compact_string<T: Serialize>(value: &T) -> Result<String, String> {
    let value = serde_yaml::to_value(value).map_err(|error| error.to_string())?;
    let mut out = String::new();
    write_value(&mut out, &value, 0, Position::Line, Style::Compact);
    Ok(out)
}

/// Reads a YAML document.
///
/// # Errors
/// The reader's message, with line and column, where the text is not such a document.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

/// Where a value is written: at the start of a line, or behind `key:` or `-`.
#[derive(Clone, Copy, PartialEq)]
enum Position {
    Line,
    Key,
    Dash,
}

/// Whether short lists and maps are written in brackets.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    Block,
    Compact,
}

/// The longest line that compact style makes.
const WIDTH: usize = 120;

fn write_value(out: &mut String, value: &Value, depth: usize, position: Position, style: Style) {
    if style == Style::Compact
        && position != Position::Line
        && is_flat(value, position)
        && let Some(text) = flow(value)
        && out.len() - out.rfind('\n').map_or(0, |at| at + 1) + text.len() < WIDTH
    {
        return line(out, position, &text);
    }
    match value {
        Value::Sequence(items) if items.is_empty() => line(out, position, "[]"),
        Value::Mapping(entries) if entries.is_empty() => line(out, position, "{}"),
        Value::Sequence(items) => {
            // A list inside a list starts on a line of its own.
            let depth = if position == Position::Line { depth } else { depth + 1 };
            if position != Position::Line {
                out.push('\n');
            }
            for item in items {
                indent(out, depth);
                out.push('-');
                write_value(out, item, depth, Position::Dash, style);
            }
        }
        Value::Mapping(entries) => {
            if position == Position::Key {
                out.push('\n');
            }
            let depth = if position == Position::Line { depth } else { depth + 1 };
            for (number, (key, value)) in entries.iter().enumerate() {
                if number == 0 && position == Position::Dash {
                    out.push(' ');
                } else {
                    indent(out, depth);
                }
                let _ = write!(out, "{}:", scalar(key));
                write_value(out, value, depth, Position::Key, style);
            }
        }
        Value::String(text) if is_block(text) => {
            let chomp = if text.ends_with('\n') { "|" } else { "|-" };
            line(out, position, chomp);
            for text in text.lines() {
                if !text.is_empty() {
                    indent(out, depth + 1);
                    out.push_str(text);
                }
                out.push('\n');
            }
        }
        scalar_value => line(out, position, &scalar(scalar_value)),
    }
}

/// Returns whether a list or map may stand on one line: an item of a list, or what holds no lists and maps of its own.
fn is_flat(value: &Value, position: Position) -> bool {
    let is_leaf = |value: &Value| !matches!(value, Value::Sequence(_) | Value::Mapping(_));
    match value {
        Value::Sequence(items) => items.iter().all(is_leaf),
        Value::Mapping(entries) => position == Position::Dash || entries.values().all(is_leaf),
        _ => false,
    }
}

/// Returns a value in brackets; nothing where a text in it needs lines of its own.
fn flow(value: &Value) -> Option<String> {
    match value {
        Value::Sequence(items) => {
            let items: Option<Vec<String>> = items.iter().map(flow).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Value::Mapping(entries) => {
            let entry = |(key, value)| Some(format!("{}: {}", scalar(key), flow(value)?));
            let entries: Option<Vec<String>> = entries.iter().map(entry).collect();
            Some(format!("{{{}}}", entries?.join(", ")))
        }
        Value::String(text) if is_block(text) => None,
        leaf => Some(scalar(leaf)),
    }
}

fn line(out: &mut String, position: Position, text: &str) {
    if position != Position::Line {
        out.push(' ');
    }
    out.push_str(text);
    out.push('\n');
}

fn indent(out: &mut String, depth: usize) {
    out.push_str(&"  ".repeat(depth));
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => "null".to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if is_plain(text) => text.clone(),
        Value::String(text) => quote(text),
        _ => "null".to_string(),
    }
}

/// Several lines that a literal block keeps exactly.
fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.ends_with('\n')
        && !text.starts_with([' ', '\n', '\t'])
        && text.lines().all(|line| line == line.trim_end())
        && text.chars().all(|c| {
            c == '\n'
                || !c.is_control()
                    && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        })
}

/// Words that no YAML reader, 1.1 or 1.2, takes for anything but a string.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan"];
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/' | '-' | ' ' | '(' | ')');
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && !text.ends_with(' ')
        && text.chars().all(safe)
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// The double-quoted form, whose escapes are those of JSON and `\x`, `\u`.
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn what_yaml_1_1_would_misread_is_quoted() {
        let words = [
            "no",
            "on",
            "1_000",
            "=",
            "2020-01-01",
            "1e10",
            "0123",
            "12:30",
            "",
            "~",
            "null",
            " x",
            "- x",
            "a: b",
            "a #b",
        ];
        for word in words {
            assert!(to_string(&word).unwrap().starts_with('"'), "{word}");
        }
        assert_eq!(to_string(&"public.users").unwrap(), "public.users\n");
    }

    #[test]
    fn blocks_keep_their_lines() {
        let value = BTreeMap::from([("sql", vec!["SELECT 1;\n\nSELECT 2;\n", "x"])]);
        assert_eq!(to_string(&value).unwrap(), "sql:\n  - |\n    SELECT 1;\n\n    SELECT 2;\n  - x\n");
    }

    #[test]
    fn compact_style_puts_short_items_on_a_line() {
        let item = |name: &str| BTreeMap::from([("name", name.to_string()), ("type", "numeric(5,2)".to_string())]);
        let value = BTreeMap::from([("columns", vec![item("a"), item(&"b".repeat(120))])]);
        let text = to_compact_string(&value).unwrap();
        let long = "b".repeat(120);
        let expected = format!(
            "columns:\n  - {{name: a, type: \"numeric(5,2)\"}}\n  - name: {long}\n    type: \"numeric(5,2)\"\n"
        );
        assert_eq!(text, expected);
    }

    fn values() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            any::<String>().prop_map(serde_json::Value::from),
            "[a-z0-9:#\\- \n'\"]{0,12}".prop_map(serde_json::Value::from),
            any::<bool>().prop_map(serde_json::Value::from),
            any::<i32>().prop_map(serde_json::Value::from),
            Just(serde_json::Value::Null),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
                prop::collection::btree_map("[a-z0-9 :]{1,6}", inner, 0..4)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn reads_back_what_it_wrote(value in values()) {
            let text = to_string(&value).unwrap();
            let back: serde_json::Value = from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            prop_assert_eq!(&back, &value, "{}", text);
            let text = to_compact_string(&value).unwrap();
            let back: serde_json::Value = from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            prop_assert_eq!(&back, &value, "{}", text);
        }
    }
}
