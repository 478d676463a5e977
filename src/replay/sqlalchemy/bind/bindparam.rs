//! `bindparam` and `literal`.

use super::expression::{self, expression};
use super::values::{clause, expanded};
use crate::python::{
    Arguments, BinaryOperator, Comparison, Foreign, Outcome, Side, Unknown as PythonUnknown, Value, Vm,
};
use crate::replay::sqlalchemy::clause::Clause;
use crate::schema::Unknown;
use crate::source::Place;
use std::rc::Rc;

/// A named parameter, with its value if it has one.
pub struct ParameterObject {
    pub name: Rc<str>,
    value: Option<Clause>,
    /// Whether it stands for the items of a list, each a value of its own.
    pub expands: bool,
}

impl ParameterObject {
    /// Returns the value, or the parameter itself.
    #[must_use]
    pub fn clause(&self) -> Clause {
        self.value.clone().unwrap_or_else(|| Clause::Parameter(self.name.clone()))
    }
}

/// Makes a parameter.
pub fn construct(_vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
    let name = arguments.find(0, "key").and_then(|value| value.as_str()).unwrap_or_else(|| "param".into());
    let is_set = |name: &str| matches!(arguments.keyword(name), Some(Value::Bool(true)));
    let expands = is_set("expanding");
    let value = arguments.find(1, "value").map(|value| if expands { expanded(&value) } else { clause(&value) });
    // Without a value it may still have one.
    let is_open =
        arguments.keyword("callable_").is_some() || matches!(arguments.keyword("required"), Some(Value::Bool(false)));
    let open = || Clause::Unknown(Unknown::new("the value of a parameter is not followed", None));
    Ok(Value::foreign(ParameterObject { name, value: value.or_else(|| is_open.then(open)), expands }))
}

/// Makes a literal value.
pub fn literal(_vm: &mut Vm, arguments: Arguments, _place: &Place) -> Outcome {
    Ok(expression(arguments.find(0, "value").map_or(Clause::text("NULL"), |value| clause(&value))))
}

impl Foreign for ParameterObject {
    fn type_name(&self) -> &str {
        "BindParameter"
    }

    fn has_method(&self, name: &str) -> bool {
        expression::is_operator_method(name)
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        Ok(match name {
            "key" | "name" => Value::Str(self.name.clone()),
            _ => Value::Unknown(PythonUnknown::new(format!("`{name}` of a parameter is not modelled"), place)),
        })
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        Ok(expression::operator_method(&self.clause(), name, &arguments, place))
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
}
