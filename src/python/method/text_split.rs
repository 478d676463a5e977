//! The methods of `str` that take a text apart.

use super::text::is_space;
use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

impl Vm {
    pub(super) fn split_text(&mut self, text: &str, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
        self.check_text(text.len(), place)?;
        if name == "splitlines" {
            let keep = arguments.find(0, "keepends").and_then(|keep| keep.as_int()).is_some_and(|keep| keep != 0);
            return Ok(Value::list(lines(text, keep)));
        }
        let separator = arguments.find(0, "sep").filter(|sep| !matches!(sep, Value::None));
        let separator = match separator {
            Some(_) => Some(self.text_argument(arguments, 0, "sep", place)?),
            None => None,
        };
        if separator.as_deref() == Some("") {
            return Err(self.error("ValueError", "empty separator", place));
        }
        if matches!(name, "partition" | "rpartition") {
            let separator = separator.unwrap_or_default();
            let found = if name == "partition" { text.split_once(&*separator) } else { text.rsplit_once(&*separator) };
            let parts = match (found, name) {
                (Some((before, after)), _) => [before, &separator, after],
                (None, "partition") => [text, "", ""],
                (None, _) => ["", "", text],
            };
            return Ok(Value::tuple(parts.into_iter().map(Value::str).collect()));
        }
        let limit =
            arguments.find(1, "maxsplit").and_then(|limit| limit.as_int()).and_then(|n| usize::try_from(n).ok());
        let most = limit.map_or(usize::MAX, |n| n.saturating_add(1));
        let parts: Vec<&str> = match (&separator, name) {
            (Some(separator), "split") => text.splitn(most, &**separator).collect(),
            (Some(separator), _) => {
                let mut parts: Vec<&str> = text.rsplitn(most, &**separator).collect();
                parts.reverse();
                parts
            }
            (None, name) => split_whitespace(text, most, name == "split"),
        };
        self.check_size(parts.len(), place)?;
        Ok(Value::list(parts.into_iter().map(Value::str).collect()))
    }
}

fn lines(text: &str, keep: bool) -> Vec<Value> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(is_line_end);
        let (line, after) = match end {
            None => (rest, ""),
            Some(at) => {
                let ended = rest.get(at..).unwrap_or_default();
                let width = if ended.starts_with("\r\n") { 2 } else { ended.chars().next().map_or(1, char::len_utf8) };
                let cut = if keep { at + width } else { at };
                (rest.get(..cut).unwrap_or(rest), rest.get(at + width..).unwrap_or(""))
            }
        };
        lines.push(Value::str(line));
        rest = after;
    }
    lines
}

fn split_whitespace(text: &str, most: usize, forward: bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = if forward { text.trim_start_matches(is_space) } else { text.trim_end_matches(is_space) };
    while !rest.is_empty() {
        if parts.len() + 1 == most {
            parts.push(rest);
            break;
        }
        let split = if forward { rest.split_once(is_space) } else { rest.rsplit_once(is_space).map(|(a, b)| (b, a)) };
        let (part, after) = split.unwrap_or((rest, ""));
        parts.push(part);
        rest = if forward { after.trim_start_matches(is_space) } else { after.trim_end_matches(is_space) };
    }
    if !forward {
        parts.reverse();
    }
    parts
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
