//! `func`, and the functions that make expressions: `cast`, `case`, `and_`, ….

use super::class::function;
use super::expression::{conjunction, expression, typed, unmodelled};
use super::types::to_type;
use super::values::{clause, clause_or_text, refuse_text};
use crate::python::{Arguments, Foreign, Outcome, Value, Vm};
use crate::replay::sqlalchemy::clause::{Clause, Literal};
use crate::replay::sqlalchemy::types::{Affinity, SqlType};
use crate::source::Place;
use std::rc::Rc;

/// `func`, or a name looked up on it.
pub struct FunctionNames(Option<Rc<str>>);

/// Returns `func`.
#[must_use]
pub fn func() -> Value {
    super::class::once("func", || Value::foreign(FunctionNames(None)))
}

/// Returns the function `name` of `sqlalchemy` that makes an expression.
#[must_use]
pub fn find(name: &str) -> Option<Value> {
    Some(match name {
        "and_" => function("and_", |vm, arguments, place| {
            refuse_text(vm, &arguments.positional, place)?;
            Ok(expression(conjunction("AND", &arguments.positional)))
        }),
        "or_" => function("or_", |vm, arguments, place| {
            refuse_text(vm, &arguments.positional, place)?;
            Ok(expression(conjunction("OR", &arguments.positional)))
        }),
        "not_" => function("not_", |_, arguments, _| {
            let own = arguments.positional.first().map_or(Clause::text(""), clause_or_text);
            Ok(expression(own.negated()))
        }),
        "distinct" => function("distinct", |_, arguments, _| Ok(prefixed("DISTINCT", &arguments))),
        "desc" => function("desc", |_, arguments, _| Ok(suffixed("DESC", &arguments))),
        "asc" => function("asc", |_, arguments, _| Ok(suffixed("ASC", &arguments))),
        "nulls_first" | "nullsfirst" => {
            function("nulls_first", |_, arguments, _| Ok(suffixed("NULLS FIRST", &arguments)))
        }
        "nulls_last" | "nullslast" => function("nulls_last", |_, arguments, _| Ok(suffixed("NULLS LAST", &arguments))),
        "null" => function("null", |_, _, _| Ok(expression(Clause::text("NULL")))),
        "true" => function("true", |_, _, _| Ok(expression(Clause::text("true")))),
        "false" => function("false", |_, _, _| Ok(expression(Clause::text("false")))),
        "cast" | "try_cast" => function("cast", cast),
        "type_coerce" => function("type_coerce", |vm, arguments, place| {
            let data_type = to_type(vm, &arguments.find(1, "type_").unwrap_or(Value::None), place)?;
            let own = arguments.find(0, "expression").unwrap_or(Value::None);
            Ok(typed(literal_of(&own, &data_type), data_type))
        }),
        "case" => function("case", case),
        "literal_column" => function("literal_column", |_, arguments, _| {
            Ok(expression(arguments.find(0, "text").map_or(Clause::text(""), |value| clause_or_text(&value))))
        }),
        "literal" => function("literal", super::bindparam::literal),
        "bindparam" => function("bindparam", super::bindparam::construct),
        "tuple_" => function("tuple_", |_, arguments, _| {
            Ok(expression(Clause::List(arguments.positional.iter().map(clause).collect())))
        }),
        "collate" => function("collate", |_, arguments, place| {
            let own = arguments.positional.first().map_or(Clause::text(""), clause);
            let rest = Arguments::positional(arguments.positional.get(1..).unwrap_or_default().to_vec());
            Ok(super::expression::operator_method(&own, "collate", &rest, place))
        }),
        "extract" => function("extract", |_, arguments, _| {
            let field = arguments.find(0, "field").and_then(|value| value.as_str()).unwrap_or_else(|| "epoch".into());
            let own = arguments.find(1, "expr").map_or(Clause::text(""), |value| clause(&value));
            let pieces = vec![Clause::text(&format!("EXTRACT({field} FROM ")), own, Clause::text(")")];
            Ok(expression(Clause::Pieces(pieces.into())))
        }),
        "between" => function("between", |_, arguments, place| {
            let own = arguments.positional.first().map_or(Clause::text(""), clause);
            let rest = Arguments::positional(arguments.positional.get(1..).unwrap_or_default().to_vec());
            Ok(super::expression::operator_method(&own, "between", &rest, place))
        }),
        "any_" => function("any_", |_, arguments, _| Ok(call("ANY", &arguments))),
        "all_" => function("all_", |_, arguments, _| Ok(call("ALL", &arguments))),
        "within_group" | "over" | "funcfilter" | "lateral" | "nested" | "outparam" => {
            function("over", |_, _, place| Ok(unmodelled("a window or lateral expression", place)))
        }
        _ => return None,
    })
}

/// Returns `postgresql.array([...])`.
pub fn array(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let items = arguments.find(0, "clauses").unwrap_or(Value::None);
    Ok(match vm.items(&items, place)? {
        Ok(items) => {
            let mut pieces = vec![Clause::text("ARRAY[")];
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    pieces.push(Clause::text(", "));
                }
                pieces.push(clause(item));
            }
            pieces.push(Clause::text("]"));
            let own = Clause::Pieces(pieces.into());
            // An empty array has to be cast, which `array` does when it is given a type.
            match arguments.keyword("type_") {
                Some(data_type) if items.is_empty() => {
                    let item = Box::new(to_type(vm, &data_type, place)?);
                    let Some(class) = crate::replay::sqlalchemy::types::find(
                        crate::replay::sqlalchemy::types::Home::Generic,
                        "ARRAY",
                    ) else {
                        return Ok(expression(own));
                    };
                    let mut array = crate::replay::sqlalchemy::types::Arguments::new(class);
                    array.item = Some(item);
                    let array = crate::replay::sqlalchemy::types::SqlType::from_arguments(array);
                    expression(Clause::Cast(Rc::new(own), Rc::new(array)))
                }
                _ => expression(own),
            }
        }
        Err(unknown) => expression(Clause::Unknown(super::values::from_python(&unknown))),
    })
}

fn prefixed(word: &'static str, arguments: &Arguments) -> Value {
    expression(Clause::Before(word, Rc::new(arguments.positional.first().map_or(Clause::text(""), clause_or_text))))
}

/// `desc("name")` names a column.
fn suffixed(word: &str, arguments: &Arguments) -> Value {
    let own = match arguments.positional.first() {
        Some(value) => match value.as_str() {
            Some(name) => Clause::Column { table: None, name },
            None => clause(value),
        },
        None => Clause::text(""),
    };
    expression(Clause::After(Rc::new(own), word.into()))
}

fn call(name: &str, arguments: &Arguments) -> Value {
    expression(Clause::function(name, arguments.positional.iter().map(clause).collect()))
}

fn cast(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let data_type = to_type(vm, &arguments.find(1, "type_").unwrap_or(Value::None), place)?;
    let own = literal_of(&arguments.find(0, "expression").unwrap_or(Value::None), &data_type);
    Ok(typed(Clause::Cast(Rc::new(own), Rc::new(data_type.clone())), data_type))
}

/// Returns the SQL of a value whose type is said: a number's literal is the number.
fn literal_of(value: &Value, data_type: &SqlType) -> Clause {
    let number = value.as_str().filter(|_| matches!(data_type.affinity(), Affinity::Integer | Affinity::BigInteger));
    match number.and_then(|text| text.trim().parse().ok()) {
        Some(number) => Clause::Literal(Literal::Int(number)),
        None => clause(value),
    }
}

fn case(vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
    let mut whens: Vec<Value> = arguments.positional.clone();
    // Before 2.0 the pairs came as one list.
    if let [Value::List(items)] = whens.as_slice() {
        super::legacy::LIST_OF_WHENS.used(vm, place)?;
        match items.content() {
            Ok(items) => whens = items,
            Err(unknown) => return Ok(expression(Clause::Unknown(super::values::from_python(&unknown)))),
        }
    }
    let mut branches = Vec::new();
    for when in &whens {
        match when {
            Value::Dict(pairs) => match pairs.entries.content() {
                Ok(pairs) => branches.extend(pairs.iter().map(|(key, value)| (clause(key), clause(value)))),
                Err(unknown) => return Ok(expression(Clause::Unknown(super::values::from_python(&unknown)))),
            },
            when => match vm.items(when, place)? {
                Ok(pair) => match pair.as_slice() {
                    [condition, result] => branches.push((clause_or_text(condition), clause(result))),
                    _ => return Ok(unmodelled("this `case`", place)),
                },
                Err(unknown) => return Ok(expression(Clause::Unknown(super::values::from_python(&unknown)))),
            },
        }
    }
    let value =
        arguments.keyword("value").filter(|value| !matches!(value, Value::None)).map(|value| Rc::new(clause(&value)));
    let otherwise = arguments.keyword("else_").map(|value| Rc::new(clause(&value)));
    Ok(expression(Clause::Case { value, branches: branches.into(), otherwise }))
}

impl Foreign for FunctionNames {
    fn type_name(&self) -> &str {
        "func"
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, _place: &Place) -> Outcome {
        let dotted: Rc<str> = match &self.0 {
            Some(package) => format!("{package}.{name}").into(),
            None => name.trim_end_matches('_').into(),
        };
        Ok(Value::foreign(Self(Some(dotted))))
    }

    fn call(self: Rc<Self>, _vm: &mut Vm, arguments: Arguments, place: &Place) -> Outcome {
        let Some(name) = &self.0 else { return Ok(unmodelled("calling `func`", place)) };
        let mut own: Vec<Clause> = arguments.positional.iter().map(clause).collect();
        if own.is_empty() && name.eq_ignore_ascii_case("count") {
            own.push(Clause::text("*"));
        }
        if let Some(unknown) = super::class::rest(&arguments) {
            own.push(Clause::Unknown(unknown));
        }
        Ok(expression(Clause::function(name, own)))
    }
}
