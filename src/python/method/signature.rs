//! What arguments a method takes: how many, by which names, of which kinds. What a method does with them is its own.
//!
//! A signature is a text of parameters. Each is a letter for its kind, `?` after it where it may be left out, and
//! `name=` before it where it may be given by name; `/name=` is given by name only; `*o` takes any
//! number, `**` any number by name.

use crate::python::arguments::Arguments;
use crate::python::raise::Raise;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

/// A method's name, and what it takes.
pub(super) type Signature = (&'static str, &'static str);

impl Vm {
    /// Checks what a method is given, and returns why its result is not known where that depends on an argument whose
    /// kind is not known.
    ///
    /// # Errors
    /// What CPython raises for a wrong number, name or kind of arguments.
    pub(super) fn check_arguments(
        &mut self,
        (name, parameters): Signature,
        arguments: &Arguments,
        place: &Place,
    ) -> Result<Option<Unknown>, Raise> {
        if arguments.rest.is_some() {
            return Ok(None);
        }
        let (mut taken, mut named, mut why) = (0, 0, None);
        for parameter in parameters.split(' ').filter(|parameter| !parameter.is_empty()) {
            let (own_name, kind) = parameter.split_once('=').unwrap_or(("", parameter));
            match kind {
                "**" => named = arguments.keywords.len(),
                "*o" => taken = arguments.positional.len(),
                _ => {}
            }
            if kind.starts_with('*') {
                continue;
            }
            let by_name = arguments.keyword(own_name.trim_start_matches('/'));
            let by_position = match own_name.starts_with('/') {
                true => None,
                false => {
                    taken += 1;
                    arguments.positional.get(taken - 1).cloned()
                }
            };
            named += usize::from(by_name.is_some());
            if by_name.is_some() && by_position.is_some() {
                return Err(self.misfit(name, "was given one argument twice", place));
            }
            match by_position.or(by_name) {
                Some(value) => why = why.or(self.check_kind(name, kind, &value, place)?),
                None if kind.ends_with('?') => {}
                None => return Err(self.misfit(name, "was given too few arguments", place)),
            }
        }
        if arguments.positional.len() > taken || arguments.keywords.len() > named {
            return Err(self.misfit(name, "was given too many arguments", place));
        }
        Ok(why)
    }

    fn check_kind(&mut self, name: &str, kind: &str, value: &Value, place: &Place) -> Result<Option<Unknown>, Raise> {
        let kind = kind.trim_end_matches('?');
        if kind == "o" || matches!(value, Value::Unknown(_)) {
            return Ok(None);
        }
        if let Value::Foreign(object) = value {
            let reason = format!("`{name}` of a `{}` is not evaluated", object.type_name());
            return Ok(Some(Unknown::new(reason, place)));
        }
        let fits = match kind {
            "s" => value.as_str().is_some(),
            "S" => value.as_str().is_some() || matches!(value, Value::None),
            "c" => value.as_str().is_some_and(|text| text.chars().count() == 1),
            "b" => matches!(value, Value::Bytes(_)),
            "B" => matches!(value, Value::Bytes(_) | Value::None),
            "n" => value.as_int().is_some() || matches!(value, Value::None) || self.has_index(value),
            _ => match value.as_int() {
                Some(n) if i64::try_from(n).is_err() => {
                    return Err(self.error("OverflowError", "Python int too large to convert to C ssize_t", place));
                }
                n => n.is_some() || self.has_index(value),
            },
        };
        if fits {
            return Ok(None);
        }
        Err(self.misfit(name, &format!("cannot take a `{}`", value.type_name()), place))
    }

    fn has_index(&self, value: &Value) -> bool {
        matches!(value, Value::Instance(instance) if instance.class.find("__index__").is_some())
    }

    fn misfit(&mut self, name: &str, what: &str, place: &Place) -> Raise {
        self.error("TypeError", &format!("{name}() {what}"), place)
    }
}

/// Returns the signature of a method.
pub(super) fn of(signatures: &[Signature], name: &str) -> Option<Signature> {
    signatures.iter().find(|(own, _)| *own == name).copied()
}
