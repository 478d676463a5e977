//! `re`, through the `regex` package. A pattern that it does not take, or where the two could differ, is unknown.

use crate::python::arguments::Arguments;
use crate::python::foreign::{Foreign, Outcome};
use crate::python::limits::MAX_TEXT;
use crate::python::object::Builtin;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use regex::{Captures, Regex, RegexBuilder};
use std::rc::Rc;

pub(super) static FUNCTIONS: &[Builtin] = &[
    Builtin { name: "compile", call: compile },
    Builtin { name: "search", call: |vm, a, p| call(vm, a, p, "search") },
    Builtin { name: "match", call: |vm, a, p| call(vm, a, p, "match") },
    Builtin { name: "fullmatch", call: |vm, a, p| call(vm, a, p, "fullmatch") },
    Builtin { name: "findall", call: |vm, a, p| call(vm, a, p, "findall") },
    Builtin { name: "finditer", call: |vm, a, p| call(vm, a, p, "finditer") },
    Builtin { name: "sub", call: |vm, a, p| call(vm, a, p, "sub") },
    Builtin { name: "split", call: |vm, a, p| call(vm, a, p, "split") },
    Builtin { name: "escape", call: escape },
];

const FLAGS: &[(&str, &str, i128)] = &[
    ("IGNORECASE", "I", 2),
    ("MULTILINE", "M", 8),
    ("DOTALL", "S", 16),
    ("VERBOSE", "X", 64),
    ("UNICODE", "U", 32),
    ("ASCII", "A", 256),
];

const METHODS: &[&str] = &["search", "match", "fullmatch", "findall", "finditer", "sub", "split"];

pub(super) fn values(_: &mut Vm) -> Vec<(&'static str, Value)> {
    FLAGS.iter().flat_map(|(long, short, bit)| [(*long, Value::Int(*bit)), (*short, Value::Int(*bit))]).collect()
}

/// A compiled pattern.
struct Pattern {
    source: Rc<str>,
    regex: Regex,
}

/// A match: the text of each group with where it starts and ends, in characters.
struct Match {
    groups: Vec<Option<(Rc<str>, usize, usize)>>,
    names: Vec<Option<Rc<str>>>,
}

fn compile(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let pattern = vm.argument(&arguments, 0, "pattern", place)?;
    if pattern.downcast::<Pattern>().is_some() {
        return Ok(pattern);
    }
    let flags = arguments.find(1, "flags").unwrap_or(Value::Int(0));
    let (Some(source), Some(flags)) = (pattern.as_str(), flags.as_int()) else {
        return Ok(vm.unknown("the pattern is not known", place));
    };
    let has = |bit: i128| flags & bit != 0;
    let translated = source.replace("\\Z", "\\z");
    let differs = has(256)
        || source.contains("\\N")
        || source.contains("[[")
        || source.contains("&&")
        || source.contains("--")
        || source.contains("~~");
    let regex = RegexBuilder::new(&translated)
        .case_insensitive(has(2))
        .multi_line(has(8))
        .dot_matches_new_line(has(16))
        .ignore_whitespace(has(64))
        .size_limit(1 << 20)
        .build();
    match regex {
        Ok(regex) if !differs => Ok(Value::foreign(Pattern { source, regex })),
        _ => Ok(vm.unknown("this regular expression is not evaluated", place)),
    }
}

/// `re.search(pattern, …)` as `re.compile(pattern).search(…)`.
fn call(vm: &mut Vm, mut arguments: Arguments, place: &Place, name: &str) -> Outcome {
    let pattern = vm.argument(&arguments, 0, "pattern", place)?;
    let flags_at = if name == "sub" {
        4
    } else if name == "split" {
        3
    } else {
        2
    };
    let flags = arguments.find(flags_at, "flags").unwrap_or(Value::Int(0));
    let compiled = compile(vm, Arguments::positional(vec![pattern, flags]), place)?;
    if arguments.positional.is_empty() {
        arguments.take("pattern");
    } else {
        arguments.positional.remove(0);
    }
    arguments.take("flags");
    vm.call_attribute(&compiled, name, arguments, place)
}

impl Foreign for Pattern {
    fn type_name(&self) -> &str {
        "Pattern"
    }

    fn has_method(&self, name: &str) -> bool {
        METHODS.contains(&name)
    }

    fn attribute(self: Rc<Self>, vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "pattern" => Value::Str(self.source.clone()),
            _ => vm.unknown(format!("attribute `{name}` of a pattern is not evaluated"), place),
        })
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        if let Some(why) = arguments.unknown() {
            return Ok(Value::Unknown(why.clone()));
        }
        let subject = vm.argument(&arguments, usize::from(name == "sub"), "string", place)?;
        let Some(text) = subject.as_str() else {
            return Err(vm.error(
                "TypeError",
                &format!("expected string or bytes-like object, got '{}'", subject.type_name()),
                place,
            ));
        };
        vm.check_text(text.len(), place)?;
        // Python's `$` also matches before a newline at the end; the package's does not.
        if self.source.contains('$') && text.ends_with('\n') {
            return Ok(vm.unknown("this regular expression is not evaluated on a text that ends with a newline", place));
        }
        match name {
            "search" => Ok(self.found(&text, self.regex.captures(&text))),
            "match" => {
                let captures =
                    self.regex.captures(&text).filter(|found| found.get(0).is_some_and(|all| all.start() == 0));
                Ok(self.found(&text, captures))
            }
            "fullmatch" => match Regex::new(&format!("^(?:{})$", self.regex.as_str())) {
                Ok(anchored) if !self.source.contains("(?x") => {
                    let _ = anchored;
                    let whole = |found: &Captures<'_>| {
                        found.get(0).is_some_and(|all| all.start() == 0 && all.end() == text.len())
                    };
                    let captures = self.regex.captures(&text).filter(whole);
                    if captures.is_none() && self.regex.is_match(&text) {
                        return Ok(vm.unknown("this `fullmatch` is not evaluated", place));
                    }
                    Ok(self.found(&text, captures))
                }
                _ => Ok(vm.unknown("this `fullmatch` is not evaluated", place)),
            },
            "findall" => {
                let mut all = Vec::new();
                for found in self.regex.captures_iter(&text) {
                    vm.limits.step(1)?;
                    let group = |at: usize| Value::str(found.get(at).map_or("", |group| group.as_str()));
                    all.push(match found.len() {
                        1 => group(0),
                        2 => group(1),
                        several => Value::tuple((1..several).map(group).collect()),
                    });
                }
                Ok(Value::list(all))
            }
            "finditer" => {
                let all: Vec<Value> =
                    self.regex.captures_iter(&text).map(|found| self.found(&text, Some(found))).collect();
                vm.limits.step(all.len() as u64)?;
                Ok(Value::list(all))
            }
            "split" => {
                if self.regex.captures_len() > 1 || arguments.find(1, "maxsplit").is_some() || self.regex.is_match("") {
                    return Ok(vm.unknown("this `split` is not evaluated", place));
                }
                Ok(Value::list(self.regex.split(&text).map(Value::str).collect()))
            }
            _ => self.substitute(vm, &text, &arguments, place),
        }
    }
}

impl Pattern {
    fn found(&self, text: &str, captures: Option<Captures<'_>>) -> Value {
        let Some(captures) = captures else { return Value::None };
        let characters = |at: usize| text.get(..at).map_or(0, |before| before.chars().count());
        let groups = captures.iter().map(|group| {
            group.map(|group| (Rc::from(group.as_str()), characters(group.start()), characters(group.end())))
        });
        let names = self.regex.capture_names().map(|name| name.map(Rc::from));
        Value::foreign(Match { groups: groups.collect(), names: names.collect() })
    }

    fn substitute(&self, vm: &mut Vm, text: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let replacement = vm.argument(arguments, 0, "repl", place)?;
        let count = arguments.find(2, "count").and_then(|count| count.as_int()).and_then(|n| usize::try_from(n).ok());
        let most = count.filter(|count| *count > 0).unwrap_or(usize::MAX);
        let mut out = String::new();
        let mut last = 0;
        for captures in self.regex.captures_iter(text).take(most) {
            vm.limits.step(1)?;
            let Some(all) = captures.get(0) else { continue };
            out.push_str(text.get(last..all.start()).unwrap_or(""));
            last = all.end();
            match replacement.as_str() {
                Some(template) => match expand(&template, &captures) {
                    Some(expanded) => out.push_str(&expanded),
                    None => return Ok(vm.unknown("this replacement is not evaluated", place)),
                },
                None => {
                    let found = self.found(text, self.regex.captures_at(text, all.start()));
                    let made = vm.call_value(&replacement, Arguments::positional(vec![found]), place)?;
                    match made.as_str() {
                        Some(made) => out.push_str(&made),
                        None => return Ok(vm.unknown("what it is replaced by is not known", place)),
                    }
                }
            }
            if out.len() > MAX_TEXT {
                return Ok(vm.too_large(place));
            }
        }
        out.push_str(text.get(last..).unwrap_or(""));
        vm.check_text(out.len(), place)?;
        Ok(Value::str(out))
    }
}

/// Returns a replacement template with its groups filled in.
fn expand(template: &str, captures: &Captures<'_>) -> Option<String> {
    let mut out = String::new();
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next()? {
            'g' => {
                if chars.next()? != '<' {
                    return None;
                }
                let name: String = chars.by_ref().take_while(|c| *c != '>').collect();
                let group = name.parse::<usize>().map_or_else(|_| captures.name(&name), |at| captures.get(at));
                out.push_str(group.map_or("", |group| group.as_str()));
            }
            digit @ '1'..='9' => {
                let mut at = digit.to_digit(10)? as usize;
                if let Some(next) = chars.peek().and_then(|c| c.to_digit(10)) {
                    at = at * 10 + next as usize;
                    chars.next();
                }
                out.push_str(captures.get(at).map_or("", |group| group.as_str()));
            }
            'n' => out.push('\n'),
            't' => out.push('\t'),
            '\\' => out.push('\\'),
            _ => return None,
        }
    }
    Some(out)
}

impl Match {
    fn group(&self, vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        let at = match (key.as_int(), key.as_str()) {
            (Some(at), _) => usize::try_from(at).ok(),
            (None, Some(name)) => self.names.iter().position(|known| known.as_ref() == Some(&name)),
            (None, None) => None,
        };
        match at.and_then(|at| self.groups.get(at)) {
            Some(Some((text, ..))) => Ok(Value::Str(text.clone())),
            Some(None) => Ok(Value::None),
            None => Err(vm.error("IndexError", "no such group", place)),
        }
    }
}

impl Foreign for Match {
    fn type_name(&self) -> &str {
        "Match"
    }

    fn has_method(&self, name: &str) -> bool {
        matches!(name, "group" | "groups" | "groupdict" | "start" | "end" | "span")
    }

    fn call_method(self: Rc<Self>, vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        let text = |group: &Option<(Rc<str>, usize, usize)>| {
            group.as_ref().map_or(Value::None, |(text, ..)| Value::Str(text.clone()))
        };
        match name {
            "group" => match arguments.positional.as_slice() {
                [] => self.group(vm, &Value::Int(0), place),
                [key] => self.group(vm, key, place),
                keys => {
                    let groups: Result<Vec<Value>, _> = keys.iter().map(|key| self.group(vm, key, place)).collect();
                    Ok(Value::tuple(groups?))
                }
            },
            "groups" => Ok(Value::tuple(self.groups.iter().skip(1).map(text).collect())),
            "groupdict" => {
                let named =
                    self.names.iter().zip(&self.groups).filter_map(|(name, group)| Some((name.clone()?, text(group))));
                Ok(Value::record(named))
            }
            _ => {
                let at = arguments
                    .positional
                    .first()
                    .and_then(Value::as_int)
                    .and_then(|n| usize::try_from(n).ok())
                    .unwrap_or(0);
                let (start, end) = match self.groups.get(at) {
                    Some(Some((_, start, end))) => (Value::size(*start), Value::size(*end)),
                    _ => (Value::Int(-1), Value::Int(-1)),
                };
                Ok(match name {
                    "start" => start,
                    "end" => end,
                    "span" => Value::tuple(vec![start, end]),
                    _ => Value::Unknown(Unknown::new(format!("method `{name}` of a match is not evaluated"), place)),
                })
            }
        }
    }

    fn item(self: Rc<Self>, vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        self.group(vm, key, place)
    }
}

fn escape(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let pattern = vm.argument(&arguments, 0, "pattern", place)?;
    let Some(text) = pattern.as_str() else { return Ok(vm.unknown("the pattern is not known", place)) };
    let special = "()[]{}?*+-|^$\\.&~# \t\n\r\u{b}\u{c}";
    let escaped: String =
        text.chars().flat_map(|c| if special.contains(c) { vec!['\\', c] } else { vec![c] }).collect();
    Ok(Value::str(escaped))
}
