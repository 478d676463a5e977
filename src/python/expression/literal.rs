//! Numbers, strings and displays: `1`, `'a'`, `[…]`, `{…}`.

use crate::python::foreign::Outcome;
use crate::python::object::{Entries, Key, NoKey};
use crate::python::raise::Raise;
use crate::python::unknown::Unknown;
use crate::python::value::Value;
use crate::python::vm::Vm;
use crate::source::Place;
use ruff_python_ast::{Expr, ExprDict, ExprNumberLiteral, ExprStringLiteral, Number};
use std::rc::Rc;

impl Vm {
    pub(super) fn string_literal(&mut self, it: &ExprStringLiteral) -> Value {
        Value::Str(Rc::from(it.value.to_str()))
    }

    pub(super) fn number(&mut self, it: &ExprNumberLiteral) -> Value {
        let place = self.place(crate::python::parse::span(it.range));
        match &it.value {
            Number::Int(n) => match n.as_u64() {
                Some(n) => Value::Int(i128::from(n)),
                None => match parse_int(&n.to_string()) {
                    Some(n) => Value::Int(n),
                    None => self.unknown("the integer is too large to be evaluated", &place),
                },
            },
            Number::Float(f) => Value::Float(*f),
            Number::Complex { .. } => self.unknown("complex numbers are not evaluated", &place),
        }
    }

    /// Evaluates the elements of a display, stars spread; the inner error says which spread thing is not known.
    pub(in crate::python) fn evaluate_all(&mut self, elements: &[Expr]) -> Result<Result<Vec<Value>, Unknown>, Raise> {
        let mut items = Vec::with_capacity(elements.len());
        let mut unknown = None;
        for element in elements {
            let Expr::Starred(starred) = element else {
                items.push(self.evaluate(element)?);
                continue;
            };
            let value = self.evaluate(&starred.value)?;
            let place = self.place_of(element);
            match self.items_of(&value, &place)? {
                Ok(more) => items.extend(more),
                Err(why) => unknown = Some(why),
            }
        }
        Ok(unknown.map_or(Ok(items), Err))
    }

    pub(super) fn evaluate_dict(&mut self, it: &ExprDict) -> Outcome {
        let place = self.place(crate::python::parse::span(it.range));
        let mut entries = Entries::default();
        let mut unknown = None;
        for item in &it.items {
            let value = match &item.key {
                Some(key) => {
                    let key = self.evaluate(key)?;
                    let value = self.evaluate(&item.value)?;
                    match self.key_of(&key, &place)? {
                        Ok(name) => entries.insert(name, key, value),
                        Err(why) => unknown = Some(why),
                    }
                    continue;
                }
                None => self.evaluate(&item.value)?,
            };
            match self.entries_of(&value, &place)? {
                Ok(more) => {
                    for (key, value) in more.iter() {
                        if let Ok(name) = Key::of(key) {
                            entries.insert(name, key.clone(), value.clone());
                        }
                    }
                }
                Err(why) => unknown = Some(why),
            }
        }
        Ok(match unknown {
            Some(why) => Value::Dict(Rc::new(crate::python::object::Dict {
                entries: crate::python::object::Shared::unknown(why),
                kind: crate::python::object::DictKind::Plain,
            })),
            None => Value::dict(entries),
        })
    }

    /// Returns the key a value is; the inner error says why it is not known.
    ///
    /// # Errors
    /// `TypeError` where the value is not hashable.
    pub(in crate::python) fn key_of(&mut self, value: &Value, place: &Place) -> Result<Result<Key, Unknown>, Raise> {
        match Key::of(value) {
            Ok(key) => Ok(Ok(key)),
            Err(NoKey::Unknown(why)) => Ok(Err(why)),
            Err(NoKey::Unhashable(name)) => Err(self.error("TypeError", &format!("unhashable type: '{name}'"), place)),
        }
    }
}

fn parse_int(text: &str) -> Option<i128> {
    let text = text.replace('_', "").to_ascii_lowercase();
    match text.get(..2) {
        Some("0x") => i128::from_str_radix(&text[2..], 16).ok(),
        Some("0o") => i128::from_str_radix(&text[2..], 8).ok(),
        Some("0b") => i128::from_str_radix(&text[2..], 2).ok(),
        _ => text.parse().ok(),
    }
}
