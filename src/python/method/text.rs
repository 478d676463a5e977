//! The methods of `str`.

use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::Outcome;
use crate::python::format::Text;
use crate::python::object::{Entries, Key};
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) const METHODS: &[&str] = &[
    "capitalize",
    "casefold",
    "center",
    "count",
    "encode",
    "endswith",
    "expandtabs",
    "find",
    "format",
    "format_map",
    "index",
    "isalnum",
    "isalpha",
    "isascii",
    "isdecimal",
    "isdigit",
    "isidentifier",
    "islower",
    "isnumeric",
    "isprintable",
    "isspace",
    "istitle",
    "isupper",
    "join",
    "ljust",
    "lower",
    "lstrip",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rfind",
    "rindex",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "startswith",
    "strip",
    "swapcase",
    "title",
    "translate",
    "upper",
    "zfill",
];

impl Vm {
    pub(super) fn call_text_method(
        &mut self,
        text: &Rc<str>,
        name: &str,
        arguments: &Arguments,
        place: &Place,
    ) -> Outcome {
        match name {
            "format" => return self.format_braces(text, arguments, place),
            "format_map" => {
                let mapping = self.argument(arguments, 0, "mapping", place)?;
                let keywords = match self.entries_of(&mapping, place)? {
                    Ok(entries) => {
                        entries.iter().filter_map(|(key, value)| Some((key.as_str()?, value.clone()))).collect()
                    }
                    Err(why) => return Ok(Value::Unknown(why)),
                };
                return self.format_braces(text, &Arguments { keywords, ..Arguments::default() }, place);
            }
            "join" => return self.join_text(text, arguments, place),
            _ => {}
        }
        if let Some(why) = arguments.unknown() {
            return Ok(Value::Unknown(why.clone()));
        }
        if matches!(name, "split" | "rsplit" | "splitlines" | "partition" | "rpartition") {
            return self.split_text(text, name, arguments, place);
        }
        if matches!(name, "find" | "rfind" | "index" | "rindex" | "count" | "startswith" | "endswith") {
            return self.search_text(text, name, arguments, place);
        }
        let changed = match name {
            "lower" => text.to_lowercase(),
            "casefold" => text.to_lowercase().replace('ß', "ss"),
            "upper" => text.to_uppercase(),
            "capitalize" => capitalised(text),
            "title" => titled(text),
            "swapcase" => text.chars().flat_map(swapped).collect(),
            "strip" | "lstrip" | "rstrip" => return self.strip_text(text, name, arguments, place),
            "replace" => return self.replace_text(text, arguments, place),
            "removeprefix" => {
                let prefix = self.text_argument(arguments, 0, "prefix", place)?;
                text.strip_prefix(&*prefix).unwrap_or(text).to_string()
            }
            "removesuffix" => {
                let suffix = self.text_argument(arguments, 0, "suffix", place)?;
                text.strip_suffix(&*suffix).unwrap_or(text).to_string()
            }
            "center" | "ljust" | "rjust" | "zfill" => return self.fill_text(text, name, arguments, place),
            "expandtabs" => expanded(text),
            "encode" => return Ok(Value::Bytes(text.as_bytes().into())),
            "translate" => return self.translate_text(text, arguments, place),
            _ => return Ok(Value::Bool(holds(text, name))),
        };
        self.check_text(changed.len(), place)?;
        Ok(Value::str(changed))
    }

    /// Returns an argument that must be a string.
    pub(super) fn text_argument(
        &mut self,
        arguments: &Arguments,
        index: usize,
        name: &str,
        place: &Place,
    ) -> Result<Rc<str>, Raise> {
        let value = self.argument(arguments, index, name, place)?;
        match value.as_str() {
            Some(text) => Ok(text),
            None => Err(self.error("TypeError", &format!("argument must be str, not {}", value.type_name()), place)),
        }
    }

    fn join_text(&mut self, separator: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let iterable = self.argument(arguments, 0, "iterable", place)?;
        let mut text = Text::default();
        for (at, item) in items!(self, &iterable, place).into_iter().enumerate() {
            if at > 0 {
                text.push(separator);
            }
            match &item {
                Value::Unknown(_) => text.push_value(&item),
                Value::Foreign(_) => {
                    let written = self.str_of(&item, place)?;
                    text.push_value(&written);
                }
                other => match other.as_str() {
                    Some(part) => text.push(&part),
                    None => {
                        let message = format!("sequence item {at}: expected str instance, {} found", item.type_name());
                        return Err(self.error("TypeError", &message, place));
                    }
                },
            }
            self.check_text(text.len(), place)?;
        }
        Ok(text.into_value())
    }

    fn strip_text(&mut self, text: &str, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let set: Option<Vec<char>> = match arguments.find(0, "chars") {
            None | Some(Value::None) => None,
            Some(_) => Some(self.text_argument(arguments, 0, "chars", place)?.chars().collect()),
        };
        let matches = |c: char| set.as_ref().map_or(c.is_whitespace(), |set| set.contains(&c));
        Ok(Value::str(match name {
            "lstrip" => text.trim_start_matches(matches),
            "rstrip" => text.trim_end_matches(matches),
            _ => text.trim_matches(matches),
        }))
    }

    fn replace_text(&mut self, text: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let (old, new) =
            (self.text_argument(arguments, 0, "old", place)?, self.text_argument(arguments, 1, "new", place)?);
        let count = arguments.find(2, "count").and_then(|count| count.as_int()).unwrap_or(-1);
        let found = if old.is_empty() { text.chars().count() + 1 } else { text.matches(&*old).count() };
        self.check_text(text.len().saturating_add(found.saturating_mul(new.len())), place)?;
        Ok(Value::str(match usize::try_from(count) {
            Ok(count) => text.replacen(&*old, &new, count),
            Err(_) => text.replace(&*old, &new),
        }))
    }

    fn fill_text(&mut self, text: &str, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let width =
            self.argument(arguments, 0, "width", place)?.as_int().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let fill = arguments.find(1, "fillchar").and_then(|fill| fill.as_str()).and_then(|fill| fill.chars().next());
        let fill = fill.unwrap_or(' ');
        self.check_text(width.saturating_mul(fill.len_utf8()), place)?;
        let missing = width.saturating_sub(text.chars().count());
        let filling = |n: usize, c: char| std::iter::repeat_n(c, n).collect::<String>();
        Ok(Value::str(match name {
            "ljust" => format!("{text}{}", filling(missing, fill)),
            "rjust" => format!("{}{text}", filling(missing, fill)),
            "center" => {
                let left = missing / 2 + (missing & width & 1);
                format!("{}{text}{}", filling(left, fill), filling(missing - left, fill))
            }
            _ => {
                let (sign, digits) = text.split_at(usize::from(text.starts_with(['+', '-'])));
                format!("{sign}{}{digits}", filling(missing, '0'))
            }
        }))
    }

    fn translate_text(&mut self, text: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let table = self.argument(arguments, 0, "table", place)?;
        let entries = match self.entries_of(&table, place)? {
            Ok(entries) => entries,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let mut out = String::new();
        for c in text.chars() {
            match entries.find(&Key::Int(i128::from(u32::from(c)))) {
                None => out.push(c),
                Some(Value::None) => {}
                Some(other) => match (other.as_str(), other.as_int()) {
                    (Some(text), _) => out.push_str(&text),
                    (None, Some(n)) => out.extend(u32::try_from(n).ok().and_then(char::from_u32)),
                    _ => return Ok(self.unknown("the translation is not known", place)),
                },
            }
            self.limits.step(1)?;
        }
        self.check_text(out.len(), place)?;
        Ok(Value::str(out))
    }

    fn search_text(&mut self, text: &str, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
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

    fn split_text(&mut self, text: &str, name: &str, arguments: &Arguments, place: &Place) -> Outcome {
        self.check_text(text.len(), place)?;
        if name == "splitlines" {
            let keep = arguments.find(0, "keepends").is_some_and(|keep| matches!(keep, Value::Bool(true)));
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

/// `str.maketrans`
pub(super) fn maketrans(vm: &mut Vm, arguments: &Arguments, place: &Place) -> Outcome {
    let mut entries = Entries::default();
    let mut add = |from: char, to: Value| {
        let code = i128::from(u32::from(from));
        entries.insert(Key::Int(code), Value::Int(code), to);
    };
    match arguments.positional.as_slice() {
        [mapping] => match vm.entries_of(mapping, place)? {
            Ok(given) => {
                for (key, value) in given.iter() {
                    let from = key.as_str().and_then(|text| text.chars().next());
                    let from = from.or_else(|| u32::try_from(key.as_int()?).ok().and_then(char::from_u32));
                    if let Some(from) = from {
                        add(from, value.clone());
                    }
                }
            }
            Err(why) => return Ok(Value::Unknown(why)),
        },
        [from, to, rest @ ..] => {
            let (from, to) = (from.as_str().unwrap_or_default(), to.as_str().unwrap_or_default());
            for (from, to) in from.chars().zip(to.chars()) {
                add(from, Value::str(to.encode_utf8(&mut [0; 4])));
            }
            for c in rest.first().and_then(Value::as_str).unwrap_or_default().chars() {
                add(c, Value::None);
            }
        }
        [] => return Err(vm.error("TypeError", "maketrans expected at least 1 argument", place)),
    }
    Ok(Value::dict(entries))
}

fn lines(text: &str, keep: bool) -> Vec<Value> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']);
        let (line, after) = match end {
            None => (rest, ""),
            Some(at) => {
                let width = if rest.get(at..).is_some_and(|tail| tail.starts_with("\r\n")) { 2 } else { 1 };
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
    let mut rest = if forward { text.trim_start() } else { text.trim_end() };
    while !rest.is_empty() {
        if parts.len() + 1 == most {
            parts.push(if forward { rest.trim_end() } else { rest.trim_start() });
            break;
        }
        let split = if forward {
            rest.split_once(char::is_whitespace)
        } else {
            rest.rsplit_once(char::is_whitespace).map(|(a, b)| (b, a))
        };
        let (part, after) = split.unwrap_or((rest, ""));
        parts.push(part);
        rest = if forward { after.trim_start() } else { after.trim_end() };
    }
    if !forward {
        parts.reverse();
    }
    parts
}

/// Fills each tab up to the next multiple of eight.
fn expanded(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for c in text.chars() {
        if c == '\t' {
            let width = 8 - column % 8;
            out.push_str(&" ".repeat(width));
            column += width;
        } else {
            out.push(c);
            column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
        }
    }
    out
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase).collect::<String>();
    first + &chars.as_str().to_lowercase()
}

fn titled(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.extend(c.to_uppercase())
        }
        inside = c.is_alphabetic();
    }
    out
}

fn swapped(c: char) -> Vec<char> {
    if c.is_uppercase() { c.to_lowercase().collect() } else { c.to_uppercase().collect() }
}

fn holds(text: &str, name: &str) -> bool {
    let all = |test: fn(char) -> bool| !text.is_empty() && text.chars().all(test);
    match name {
        "isalnum" => all(char::is_alphanumeric),
        "isalpha" => all(char::is_alphabetic),
        "isascii" => text.is_ascii(),
        "isdecimal" | "isdigit" | "isnumeric" => all(char::is_numeric),
        "isspace" => all(char::is_whitespace),
        "isprintable" => text.chars().all(|c| !c.is_control()),
        "isidentifier" => {
            let first = text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
            first && text.chars().all(|c| c.is_alphanumeric() || c == '_')
        }
        "islower" => text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase),
        "isupper" => text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase),
        _ => !text.is_empty() && titled(text) == text,
    }
}
