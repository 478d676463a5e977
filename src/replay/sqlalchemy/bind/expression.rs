//! SQL expressions as Python sees them: columns, functions, literals, and everything that operators make of them.

use super::server;
use super::values::{clause, clause_or_text};
use crate::python::{
    Arguments, BinaryOperator, Comparison, Foreign, Outcome, Side, Truth, UnaryOperator, Unknown, Value, Vm,
};
use crate::replay::sqlalchemy::clause::{Clause, Literal};
use crate::replay::sqlalchemy::types::{Affinity, SqlType};
use crate::source::Place;
use std::rc::Rc;

/// A SQL expression.
pub struct ExpressionObject {
    pub clause: Clause,
    pub data_type: Option<SqlType>,
}

/// Returns an expression.
#[must_use]
pub fn expression(clause: Clause) -> Value {
    Value::foreign(ExpressionObject { clause, data_type: None })
}

/// Returns an expression of this type.
#[must_use]
pub fn typed(clause: Clause, data_type: SqlType) -> Value {
    Value::foreign(ExpressionObject { clause, data_type: Some(data_type) })
}

/// Returns an expression that is not modelled; what is made of it is not either, and nothing is tainted.
#[must_use]
pub fn unmodelled(what: &str, place: &Place) -> Value {
    expression(Clause::Unknown(crate::schema::Unknown::new(format!("{what} is not modelled"), Some(place.clone()))))
}

/// Tells whether `name` is a method of every SQL expression.
#[must_use]
pub fn is_operator_method(name: &str) -> bool {
    !name.starts_with('_')
        && !matches!(
            name,
            "name"
                | "key"
                | "type"
                | "table"
                | "c"
                | "columns"
                | "nullable"
                | "primary_key"
                | "foreign_keys"
                | "comment"
                | "default"
                | "server_default"
                | "astext"
                | "index"
                | "unique"
                | "autoincrement"
                | "info"
                | "identity"
                | "computed"
                | "property"
                | "expression"
                | "clause"
                | "clauses"
                | "value"
                | "element"
                | "text"
                | "arg"
                | "sqltext"
                | "constraints"
                | "constraint"
        )
}

/// Carries out a method of an expression.
pub fn operator_method(own: &Clause, name: &str, arguments: &Arguments, place: &Place) -> Value {
    let own = own.clone();
    let first = || arguments.positional.first().map_or(Clause::Literal(Literal::Null), clause);
    let infix = |operator: &'static str| Clause::joined(operator, vec![own.clone(), first()]);
    let after = |word: &str| Clause::After(Rc::new(own.clone()), word.into());
    let call = |name: &str| {
        let mut all = vec![own.clone()];
        all.extend(arguments.positional.iter().map(clause));
        Clause::function(name, all)
    };
    let is_null =
        || matches!(arguments.positional.first(), Some(Value::None) | None) || first() == Clause::text("NULL");
    expression(match name {
        "is_" | "is_distinct_from" | "isnot_distinct_from" | "is_not_distinct_from" | "is_not" | "isnot" => {
            match name {
                "is_" if is_null() => after("IS NULL"),
                "is_not" | "isnot" if is_null() => after("IS NOT NULL"),
                "is_" => infix("IS"),
                "is_not" | "isnot" => infix("IS NOT"),
                "is_distinct_from" => infix("IS DISTINCT FROM"),
                _ => infix("IS NOT DISTINCT FROM"),
            }
        }
        // SQLAlchemy raises.
        "in_" | "not_in" | "notin_" if !matches!(&*arguments.positional, [only] if only.as_str().is_none()) => {
            return unmodelled("such an argument of `in_`", place);
        }
        "in_" => infix("IN"),
        "not_in" | "notin_" => infix("NOT IN"),
        "startswith" | "endswith" | "contains" | "istartswith" | "iendswith" | "icontains"
            if arguments.keywords.is_empty() && arguments.positional.iter().all(|own| own.as_str().is_some()) =>
        {
            let percent = || Clause::Literal(Literal::String("%".into()));
            let ends = |words: [&str; 2]| words.contains(&name);
            let mut pattern = Vec::new();
            pattern.extend((!ends(["startswith", "istartswith"])).then(percent));
            pattern.push(first());
            pattern.extend((!ends(["endswith", "iendswith"])).then(percent));
            let pattern: Vec<Clause> = pattern
                .into_iter()
                .enumerate()
                .flat_map(|(at, own)| (at > 0).then(|| Clause::text(" || ")).into_iter().chain([own]))
                .collect();
            let word = if name.starts_with('i') { "ILIKE" } else { "LIKE" };
            Clause::joined(word, vec![own, Clause::Pieces(pattern.into())])
        }
        "like" => infix("LIKE"),
        "not_like" | "notlike" => infix("NOT LIKE"),
        "ilike" => infix("ILIKE"),
        "not_ilike" | "notilike" => infix("NOT ILIKE"),
        "concat" => infix("||"),
        "regexp_match" => infix("~"),
        "overlaps" => infix("&&"),
        "contained_by" => infix("<@"),
        "has_key" => infix("?"),
        "between" => {
            let bounds: Vec<Clause> = arguments.positional.iter().map(clause).collect();
            match bounds.as_slice() {
                [low, high] => Clause::joined(
                    "BETWEEN",
                    vec![own, Clause::Pieces(vec![low.clone(), Clause::text(" AND "), high.clone()].into())],
                ),
                _ => return unmodelled("`between`", place),
            }
        }
        "desc" => after("DESC"),
        "asc" => after("ASC"),
        "nulls_first" | "nullsfirst" => after("NULLS FIRST"),
        "nulls_last" | "nullslast" => after("NULLS LAST"),
        "collate" => match arguments.positional.first().and_then(Value::as_str) {
            Some(collation) => after(&format!("COLLATE {}", crate::name::Name::verbatim(&collation).quoted())),
            None => return unmodelled("`collate`", place),
        },
        "label" => match arguments.positional.first().and_then(Value::as_str) {
            Some(label) => Clause::Label(Rc::new(own), label),
            None => own,
        },
        "self_group" | "scalar_subquery" | "as_scalar" => own,
        "op" => {
            let Some(operator) = arguments.positional.first().and_then(Value::as_str) else {
                return unmodelled("`op`", place);
            };
            return Value::native("op", move |_, arguments, _| {
                let right = arguments.positional.first().map_or(Clause::Literal(Literal::Null), clause);
                let operands = vec![own.clone(), right].into();
                Ok(expression(Clause::Custom { operator: operator.clone(), operands }))
            });
        }
        "cast" => match arguments.positional.first() {
            Some(data_type) => match super::types::plain_type(data_type) {
                Some(data_type) => Clause::Cast(Rc::new(own), Rc::new(data_type)),
                None => return unmodelled("`cast`", place),
            },
            None => return unmodelled("`cast`", place),
        },
        "compile" => {
            return match own.to_sql() {
                Ok(text) => Value::str(text),
                Err(failure) => Value::Unknown(super::values::to_python(&failure.into_unknown()).or_at(place)),
            };
        }
        "as_string" | "as_integer" | "as_boolean" | "as_float" => match value_of_element(&own, name) {
            Some(value) => value,
            None => return unmodelled(&format!("`{name}`"), place),
        },
        "any_" => call("ANY"),
        "all_" => call("ALL"),
        "distinct" => Clause::Before("DISTINCT", Rc::new(own)),
        _ => return unmodelled(&format!("`{name}` of a SQL expression"), place),
    })
}

/// Returns the expression of a binary operator.
pub fn binary(own: &Clause, operator: BinaryOperator, other: &Value, side: Side, place: &Place) -> Value {
    let symbol = match operator {
        BinaryOperator::BitAnd => "AND",
        BinaryOperator::BitOr => "OR",
        BinaryOperator::Add if is_textual(other) || is_concatenation(own) => "||",
        BinaryOperator::Add => "+",
        BinaryOperator::Subtract => "-",
        BinaryOperator::Multiply => "*",
        // What divides is no integer (`PGCompiler.visit_truediv_binary`).
        BinaryOperator::Divide if side == Side::Left => {
            let class = if matches!(other, Value::Float(_)) { "Float" } else { "Numeric" };
            let divisor = Clause::Cast(Rc::new(clause(other)), Rc::new(SqlType::generic(class)));
            return expression(Clause::joined("/", vec![own.clone(), divisor]));
        }
        BinaryOperator::Divide => return unmodelled("a division by a SQL expression", place),
        BinaryOperator::Modulo => "%",
        other => return unmodelled(&format!("operator `{}` of a SQL expression", other.symbol()), place),
    };
    let (left, right) = match side {
        Side::Left => (own.clone(), clause(other)),
        Side::Right => (clause(other), own.clone()),
    };
    expression(Clause::joined(symbol, vec![left, right]))
}

/// Returns the expression of a comparison.
///
/// # Errors
/// SQLAlchemy's, where `None` or a boolean is to be greater or less.
pub fn compare(vm: &mut Vm, own: &Clause, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
    let is_ordered = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    if is_ordered && matches!(other, Value::None | Value::Bool(_)) {
        let message = "Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', 'is_not_distinct_from()' operators \
                       can be used with None/True/False";
        return Err(server::raise(vm, "ArgumentError", message, place));
    }
    Ok(compared(own, comparison, other, place))
}

fn compared(own: &Clause, comparison: Comparison, other: &Value, place: &Place) -> Value {
    let null = matches!(other, Value::None);
    let after = |word: &str| expression(Clause::After(Rc::new(own.clone()), word.into()));
    let symbol = match comparison {
        Comparison::Equal if null => return after("IS NULL"),
        Comparison::NotEqual if null => return after("IS NOT NULL"),
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
        other => return unmodelled(&format!("operator `{}` of a SQL expression", other.symbol()), place),
    };
    expression(Clause::joined(symbol, vec![own.clone(), clause(other)]))
}

/// Returns the expression of a unary operator.
pub fn unary(own: &Clause, operator: UnaryOperator, place: &Place) -> Value {
    match operator {
        UnaryOperator::Invert => expression(own.clone().negated()),
        UnaryOperator::Minus => expression(Clause::Before("-", Rc::new(own.clone()))),
        UnaryOperator::Plus => expression(own.clone()),
        UnaryOperator::Not => unmodelled("`not` of a SQL expression", place),
    }
}

/// Joins conditions, text among them as it stands.
#[must_use]
pub fn conjunction(operator: &'static str, operands: &[Value]) -> Clause {
    let operands: Vec<Clause> = operands.iter().map(clause_or_text).collect();
    match operands.as_slice() {
        [] => Clause::Unknown(crate::schema::Unknown::new("what a conjunction of nothing says is not followed", None)),
        [only] => only.clone(),
        _ => Clause::joined(operator, operands),
    }
}

/// Tells whether `+` beside this is `||` (`Concatenable`, sql/sqltypes.py).
fn is_textual(value: &Value) -> bool {
    let is_text = |own: &SqlType| own.affinity() == Affinity::String;
    value.as_str().is_some()
        || super::column::as_column(value).is_some_and(|column| is_text(&column.data_type))
        || value
            .downcast::<ExpressionObject>()
            .is_some_and(|own| is_concatenation(&own.clause) || own.data_type.as_ref().is_some_and(is_text))
}

fn is_concatenation(clause: &Clause) -> bool {
    matches!(clause, Clause::Joined { operator: "||", .. })
}

/// How an element of JSON is taken out.
const ARROW: &str = " -> ";

/// Returns an element of JSON as text, nothing of what is no such element.
fn text_of_element(own: &Clause) -> Option<Clause> {
    let Clause::Group(inner) = own else { return None };
    let Clause::Pieces(pieces) = &**inner else { return None };
    let [of, Clause::Text(arrow), key] = &**pieces else { return None };
    let text = [of.clone(), Clause::text(" ->> "), key.clone()];
    (&**arrow == ARROW).then(|| Clause::Group(Rc::new(Clause::Pieces(text.into()))))
}

/// Returns an element of JSON as a value of a type (`JSON.Comparator`, sql/sqltypes.py;
/// `PGCompiler.visit_json_getitem_op_binary`, 2.1).
fn value_of_element(own: &Clause, name: &str) -> Option<Clause> {
    let of = match name {
        "as_string" => "Unicode",
        "as_integer" => "Integer",
        "as_boolean" => "Boolean",
        "as_float" => "Float",
        _ => return None,
    };
    Some(Clause::Cast(Rc::new(text_of_element(own)?), Rc::new(SqlType::generic(of))))
}

impl Foreign for ExpressionObject {
    fn type_name(&self) -> &str {
        "ColumnElement"
    }

    fn has_method(&self, name: &str) -> bool {
        is_operator_method(name)
    }

    fn attribute(self: Rc<Self>, _vm: &mut Vm, name: &str, place: &Place) -> Outcome {
        let missing =
            || Value::Unknown(Unknown::new(format!("attribute `{name}` of a SQL expression is not modelled"), place));
        Ok(match (name, &self.clause) {
            ("name" | "key", Clause::Column { name, .. } | Clause::Label(_, name)) => Value::Str(name.clone()),
            ("type", _) => match &self.data_type {
                Some(data_type) => super::types::type_value(data_type.clone()),
                None => missing(),
            },
            ("astext", own) => text_of_element(own).map_or_else(missing, expression),
            ("text", Clause::Text(text)) => Value::Str(text.clone()),
            ("arg" | "sqltext" | "element" | "clause" | "expression", _) => Value::Foreign(self.clone()),
            ("value", Clause::Literal(Literal::String(text))) => Value::Str(text.clone()),
            ("value", Clause::Literal(Literal::Int(number))) => Value::Int(i128::from(*number)),
            _ => missing(),
        })
    }

    fn call(self: Rc<Self>, _vm: &mut Vm, _arguments: Arguments, place: &Place) -> Outcome {
        Ok(unmodelled("calling a SQL expression", place))
    }

    fn call_method(self: Rc<Self>, _vm: &mut Vm, name: &str, arguments: Arguments, place: &Place) -> Outcome {
        Ok(operator_method(&self.clause, name, &arguments, place))
    }

    fn item(self: Rc<Self>, _vm: &mut Vm, key: &Value, place: &Place) -> Outcome {
        // A path is a tuple; elements of arrays are counted.
        if !matches!(key, Value::Str(_) | Value::Int(_)) || self.data_type.as_ref().is_some_and(|own| !own.is_json()) {
            return Ok(unmodelled("subscripting a SQL expression", place));
        }
        let pieces = vec![self.clause.clone(), Clause::text(ARROW), clause(key)];
        Ok(expression(Clause::Group(Rc::new(Clause::Pieces(pieces.into())))))
    }

    fn truth(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Result<Truth, crate::python::Raise> {
        Ok(Truth::Unknown(Unknown::new("a SQL expression has no truth value here", place)))
    }

    fn binary(
        self: Rc<Self>,
        _vm: &mut Vm,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        place: &Place,
    ) -> Outcome {
        Ok(binary(&self.clause, operator, other, side, place))
    }

    fn compare(self: Rc<Self>, vm: &mut Vm, comparison: Comparison, other: &Value, place: &Place) -> Outcome {
        compare(vm, &self.clause, comparison, other, place)
    }

    fn unary(self: Rc<Self>, _vm: &mut Vm, operator: UnaryOperator, place: &Place) -> Outcome {
        Ok(unary(&self.clause, operator, place))
    }

    fn str(self: Rc<Self>, _vm: &mut Vm, place: &Place) -> Outcome {
        Ok(match self.clause.to_sql() {
            Ok(text) => Value::str(text),
            Err(failure) => Value::Unknown(super::values::to_python(&failure.into_unknown()).or_at(place)),
        })
    }

    fn same(&self, other: &Value) -> bool {
        other.downcast::<Self>().is_some_and(|other| other.clause == self.clause)
    }
}
