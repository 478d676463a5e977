//! The text of a check as an inspector gives it: how PostgreSQL spells it is not modelled, but which strings and columns it
//! names is known.

use crate::name::Name;
use crate::python::{Comparison, Foreign, Outcome, Unknown, Value, Vm};
use crate::schema::Expression;
use crate::source::Place;
use std::rc::Rc;

/// Words that PostgreSQL may print for others, or print otherwise, where they are booleans, dates or numbers.
const OTHERWISE: &[&str] = &[
    "epoch", "f", "false", "infinity", "n", "nan", "no", "now", "off", "on", "t", "today", "tomorrow", "true", "y",
    "yes",
];

/// Such a text.
pub struct CheckText {
    strings: Vec<String>,
    columns: Vec<Name>,
}

impl CheckText {
    /// Returns what is known of the text of this expression.
    #[must_use]
    pub fn new(expression: &Expression) -> Self {
        let text = expression.to_sql();
        // Between quotes; two of them are one that is a part of the string.
        let strings = text.replace("''", "").split('\'').skip(1).step_by(2).map(str::to_owned).collect();
        Self { strings, columns: expression.columns().cloned().collect() }
    }

    /// Returns whether a piece is in the text, if that is known.
    fn has(&self, piece: &str) -> Option<bool> {
        let is_word = |own: &str| {
            own.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
                && own.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && !OTHERWISE.contains(&own.to_ascii_lowercase().as_str())
        };
        match piece.strip_prefix('\'').and_then(|own| own.strip_suffix('\'')) {
            Some(string) if is_word(string) => Some(self.strings.iter().any(|own| own == string)),
            None if self.columns.iter().any(|own| own.as_str() == piece) => Some(true),
            _ => None,
        }
    }
}

impl Foreign for CheckText {
    fn type_name(&self) -> &str {
        "str"
    }

    fn contains(self: Rc<Self>, _: &mut Vm, item: &Value, place: &Place) -> Outcome {
        let known = item.as_str().and_then(|piece| self.has(&piece));
        Ok(known.map_or_else(|| spelling(place), Value::Bool))
    }

    fn compare(self: Rc<Self>, _: &mut Vm, _: Comparison, _: &Value, place: &Place) -> Outcome {
        Ok(spelling(place))
    }

    fn attribute(self: Rc<Self>, _: &mut Vm, _: &str, place: &Place) -> Outcome {
        Ok(spelling(place))
    }

    fn str(self: Rc<Self>, _: &mut Vm, place: &Place) -> Outcome {
        Ok(spelling(place))
    }

    fn repr(self: Rc<Self>, _: &mut Vm, place: &Place) -> Outcome {
        Ok(spelling(place))
    }
}

fn spelling(place: &Place) -> Value {
    Value::Unknown(Unknown::new("the server's spelling of a check is not modelled", place))
}
