//! The methods of `str`.

use super::signature::Signature;
use crate::python::arguments::Arguments;
use crate::python::builtin::items;
use crate::python::foreign::Outcome;
use crate::python::format::Text;
use crate::python::iterate::unordered;
use crate::python::raise::Raise;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use std::rc::Rc;

pub(super) const METHODS: &[Signature] = &[
    ("capitalize", ""),
    ("casefold", ""),
    ("center", "i c?"),
    ("count", "s n? n?"),
    ("encode", "encoding=s? errors=s?"),
    ("endswith", "o n? n?"),
    ("expandtabs", "tabsize=i?"),
    ("find", "s n? n?"),
    ("format", "*o **"),
    ("format_map", "o"),
    ("index", "s n? n?"),
    ("isalnum", ""),
    ("isalpha", ""),
    ("isascii", ""),
    ("isdecimal", ""),
    ("isdigit", ""),
    ("isidentifier", ""),
    ("islower", ""),
    ("isnumeric", ""),
    ("isprintable", ""),
    ("isspace", ""),
    ("istitle", ""),
    ("isupper", ""),
    ("join", "o"),
    ("ljust", "i c?"),
    ("lower", ""),
    ("lstrip", "S?"),
    ("partition", "s"),
    ("removeprefix", "s"),
    ("removesuffix", "s"),
    ("replace", "s s i?"),
    ("rfind", "s n? n?"),
    ("rindex", "s n? n?"),
    ("rjust", "i c?"),
    ("rpartition", "s"),
    ("rsplit", "sep=S? maxsplit=i?"),
    ("rstrip", "S?"),
    ("split", "sep=S? maxsplit=i?"),
    ("splitlines", "keepends=i?"),
    ("startswith", "o n? n?"),
    ("strip", "S?"),
    ("swapcase", ""),
    ("title", ""),
    ("translate", "o"),
    ("upper", ""),
    ("zfill", "i"),
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
        // How characters beyond ASCII change their case or are classified differs in details between Python and Rust.
        let cased = matches!(name, "capitalize" | "casefold" | "title") || name.starts_with("is") && name != "isascii";
        if cased && !text.is_ascii() {
            return Ok(self.unknown(format!("`{name}` of characters beyond ASCII is not evaluated"), place));
        }
        let changed = match name {
            "lower" => text.to_lowercase(),
            "casefold" => text.to_lowercase(),
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
            "expandtabs" => {
                let size = arguments.find(0, "tabsize").and_then(|size| size.as_int()).unwrap_or(8);
                let size = usize::try_from(size.max(0)).unwrap_or(0);
                self.check_text(text.matches('\t').count().saturating_mul(size), place)?;
                expanded(text, size)
            }
            "encode" => return self.encode_text(text, arguments, place),
            "translate" => return self.translate_text(text, arguments, place),
            _ => return Ok(Value::Bool(super::text_search::holds(text, name))),
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
        if let Some(why) = unordered(&iterable, place) {
            return Ok(Value::Unknown(why));
        }
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
        let matches = |c: char| set.as_ref().map_or(is_space(c), |set| set.contains(&c));
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
}

/// Fills each tab up to the next multiple of `size`.
fn expanded(text: &str, size: usize) -> String {
    let mut out = String::new();
    let mut column = 0_usize;
    for c in text.chars() {
        if c == '\t' {
            let width = column.checked_rem(size).map_or(0, |over| size - over);
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

pub(super) fn titled(text: &str) -> String {
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

/// Tells whether Python counts a character as white space (`str.isspace`).
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}
