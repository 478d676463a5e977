//! The methods of `str` that look for text in text, and those that ask what kind of characters it has.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

impl Vm {
    pub(super) fn search_text(&mut self, text: &str, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let wanted = self.argument(arguments, 0, "sub", place)?;
        let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let length = chars.len() - 1;
        let bound = |value: Option<Value>, default: usize| match value.and_then(|value| value.as_int()) {
            None => default,
            Some(n) if n < 0 => usize::try_from(n.saturating_add(i128::try_from(length).unwrap_or(0))).unwrap_or(0),
            Some(n) => usize::try_from(n).unwrap_or(usize::MAX).min(length + 1),
        };
        let (start, end) = (bound(arguments.find(1, "start"), 0), bound(arguments.find(2, "end"), length).min(length));
        let part = match (chars.get(start), chars.get(end)) {
            (Some(start), Some(end)) if start <= end => text.get(*start..*end),
            _ => None,
        };
        if matches!(name, "startswith" | "endswith") {
            let options = match &wanted {
                Value::Tuple(options) => options.to_vec(),
                other => vec![other.clone()],
            };
            let mut found = false;
            for option in options {
                let Some(option) = option.as_str() else {
                    if let Value::Unknown(_) = option {
                        return Ok(option);
                    }
                    return Err(self.error(
                        "TypeError",
                        &format!("{name} first arg must be str or a tuple of str"),
                        place,
                    ));
                };
                found |= part.is_some_and(|part| {
                    if name == "startswith" { part.starts_with(&*option) } else { part.ends_with(&*option) }
                });
            }
            return Ok(Value::Bool(found));
        }
        let wanted = self.text_argument(arguments, 0, "sub", place)?;
        if name == "count" {
            let count =
                |part: &str| if wanted.is_empty() { part.chars().count() + 1 } else { part.matches(&*wanted).count() };
            return Ok(Value::size(part.map_or(0, count)));
        }
        let found =
            part.and_then(|part| if name.starts_with('r') { part.rfind(&*wanted) } else { part.find(&*wanted) });
        match found {
            Some(at) => {
                let before = part.and_then(|part| part.get(..at)).map_or(0, |before| before.chars().count());
                Ok(Value::size(start + before))
            }
            None if name.ends_with("index") => Err(self.error("ValueError", "substring not found", place)),
            None => Ok(Value::Int(-1)),
        }
    }
}

pub(super) fn holds(text: &str, name: &str) -> bool {
    let all = |test: fn(char) -> bool| !text.is_empty() && text.chars().all(test);
    match name {
        "isalnum" => all(char::is_alphanumeric),
        "isalpha" => all(char::is_alphabetic),
        "isascii" => text.is_ascii(),
        "isdecimal" | "isdigit" | "isnumeric" => all(char::is_numeric),
        "isspace" => all(super::text::is_space),
        "isprintable" => text.chars().all(|c| !c.is_control()),
        "isidentifier" => {
            let first = text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
            first && text.chars().all(|c| c.is_alphanumeric() || c == '_')
        }
        "islower" => text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase),
        "isupper" => text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase),
        _ => text.chars().any(char::is_alphabetic) && super::text::titled(text) == text,
    }
}
