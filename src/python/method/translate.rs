//! `str.translate` and `str.maketrans`.

use crate::python::arguments::Arguments;
use crate::python::foreign::Outcome;
use crate::python::object::{Entries, Key};
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;

impl Vm {
    pub(super) fn translate_text(&mut self, text: &str, arguments: &Arguments, place: &Place) -> Outcome {
        let table = self.argument(arguments, 0, "table", place)?;
        if !matches!(table, Value::Dict(_) | Value::Unknown(_)) {
            return Ok(self.unknown("translating by this kind of table is not evaluated", place));
        }
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
