//! `text("…")`: SQL with `:name` parameters.

use super::expression::{self, expression};
use super::partial::PartialText;
use super::values::{adapted, expanded, to_python};
use crate::python::{
    Arguments, BinaryOperator, Comparison, Foreign, Outcome, Side, UnaryOperator, Unknown as PythonUnknown, Value, Vm,
};
use crate::replay::sqlalchemy::clause::Clause;
use crate::source::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// SQL text with the values of its parameters.
#[derive(Clone, PartialEq)]
pub struct TextObject {
    pub text: Rc<str>,
    pub parameters: BTreeMap<String, Clause>,
    /// The parameters that stand for the items of a list.
    pub expanding: BTreeSet<String>,
}

/// Makes SQL text.
pub fn construct(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    super::legacy::BIND.used_if(arguments.keyword("bind").is_some(), vm, place)?;
    let Some(value) = arguments.find(0, "text") else {
        return Ok(Value::Unknown(PythonUnknown::new("`text` without a text", place)));
    };
    Ok(match value.as_str() {
        Some(text) => Value::foreign(TextObject::new(text)),
        None => match value.downcast::<TextObject>() {
            Some(_) => value,
            None => match value {
                Value::Unknown(unknown) if !unknown.pieces().is_empty() => Value::foreign(PartialText(unknown)),
                Value::Unknown(unknown) => expression(Clause::Unknown(super::values::from_python(&unknown))),
                other => PythonUnknown::new(format!("the text is a `{}`", other.type_name()), place).into_expression(),
            },
        },
    })
}

trait IntoExpression {
    fn into_expression(self) -> Value;
}

impl IntoExpression for PythonUnknown {
    fn into_expression(self) -> Value {
        expression(Clause::Unknown(super::values::from_python(&self)))
    }
}

impl TextObject {
    /// Returns a text whose parameters have no values.
    #[must_use]
    pub fn new(text: Rc<str>) -> Self {
        Self { text, parameters: BTreeMap::new(), expanding: BTreeSet::new() }
    }

    /// Gives a parameter a value.
    pub fn give(&mut self, name: &str, value: &Value) {
        let own = if self.expanding.contains(name) { expanded(value) } else { adapted(value) };
        self.parameters.insert(name.to_owned(), own);
    }

    /// Returns the text with its parameters' values filled in; those without a value stay parameters.
    #[must_use]
    pub fn clause(&self) -> Clause {
        let mut pieces = Vec::new();
        for piece in pieces_of(&self.text) {
            pieces.push(match piece {
                Piece::Text(text) => Clause::Text(text.into()),
                Piece::Parameter(name) => {
                    self.parameters.get(&name).cloned().unwrap_or_else(|| Clause::Parameter(name.into()))
                }
            });
        }
        match pieces.len() {
            1 => pieces.swap_remove(0),
            _ => Clause::Pieces(pieces.into()),
        }
    }
}

impl TextObject {
    /// Returns the first of its parameters that has no value.
    #[must_use]
    pub fn without_value(&self) -> Option<String> {
        pieces_of(&self.text).into_iter().find_map(|piece| match piece {
            Piece::Parameter(name) if !self.parameters.contains_key(&name) => Some(name),
            _ => None,
        })
    }
}

enum Piece {
    Text(String),
    Parameter(String),
}

/// Cuts a text at its parameters (`sql/compiler.py`, `BIND_PARAMS`): a colon that neither a colon, a word nor a backslash
/// comes before, then a word that no colon comes after.
fn pieces_of(text: &str) -> Vec<Piece> {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut pieces, mut plain, mut index) = (Vec::new(), String::new(), 0);
    while let Some(c) = at(index) {
        if c == '\\' && at(index + 1) == Some(':') {
            plain.push(':');
            index += 2;
            continue;
        }
        let before = index.checked_sub(1).and_then(at);
        let starts = c == ':' && !before.is_some_and(|c| c == ':' || c == '\\' || is_word(c));
        if starts {
            let name: String = characters.iter().skip(index + 1).take_while(|c| is_word(**c)).collect();
            let end = index + 1 + name.chars().count();
            if !name.is_empty() && at(end) != Some(':') {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
                pieces.push(Piece::Parameter(name));
                index = end;
                continue;
            }
        }
        plain.push(c);
        index += 1;
    }
    if !plain.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

impl Foreign for TextObject {
    fn type_name(&self) -> &str {
        "TextClause"
    }

    fn has_method(&self, name: &str) -> bool {
        !matches!(name, "text" | "type" | "name" | "key" | "arg") && expression::is_operator_method(name)
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "text" | "arg" => Value::Str(self.text.clone()),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a text is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        match name {
            "bindparams" | "params" => {
                let mut own = Self::clone(&self);
                for parameter in &arguments.positional {
                    if let Some(parameter) = parameter.downcast::<super::bindparam::ParameterObject>() {
                        own.expanding.extend(parameter.expands.then(|| parameter.name.to_string()));
                        own.parameters.insert(parameter.name.to_string(), parameter.clause());
                    }
                }
                arguments.keywords.iter().for_each(|(name, value)| own.give(name, value));
                Ok(Value::foreign(own))
            }
            "columns" | "execution_options" | "self_group" | "compile" => Ok(Value::Foreign(self)),
            _ => Ok(expression::operator_method(&self.clause(), name, &arguments, place)),
        }
    }

    fn binary(
        self: Rc<Self>,
        _vm: &mut Vm,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        place: &Place,
    ) -> Outcome {
        Ok(expression::binary(&self.clause(), operator, other, side, place))
    }

    fn compare(self: Rc<Self>, vm: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        expression::compare(vm, &self.clause(), comparison, other, place)
    }

    fn unary(self: Rc<Self>, _vm: &mut Vm, operator: UnaryOperator, place: &Place) -> Outcome {
        Ok(expression::unary(&self.clause(), operator, place))
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(match self.clause().to_sql() {
            Ok(_) => Value::Str(self.text.clone()),
            Err(failure) => Value::Unknown(to_python(&failure.into_unknown()).or_at(place)),
        })
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| *other == *self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> Result<String, crate::replay::sqlalchemy::failure::Failure> {
        let parameters =
            BTreeMap::from([("a".to_string(), Clause::Literal(crate::replay::sqlalchemy::clause::Literal::Int(1)))]);
        TextObject { parameters, ..TextObject::new(text.into()) }.clause().to_ddl()
    }

    #[test]
    fn parameters_are_told_from_casts_and_times() {
        assert_eq!(rendered("x = :a").as_deref(), Ok("x = 1"));
        assert_eq!(rendered("'{}'::jsonb").as_deref(), Ok("'{}'::jsonb"));
        assert_eq!(rendered("'00:00:00'").as_deref(), Ok("'00:00:00'"));
        assert_eq!(rendered(r"'\:b'").as_deref(), Ok("':b'"));
        assert!(rendered(r#"'{"k":b}'"#).is_err());
    }
}
