//! The value of a constant expression in a header. Whatever is not constant is `Unknown` with its reason: never a guess.

use super::scope::Scope;
use crate::source::Span;
use ruff_python_ast::{BoolOp, CmpOp, ConversionFlag, Expr, ExprCompare, ExprFString, FStringPart};
use ruff_python_ast::{InterpolatedStringElement, Number, Operator, UnaryOp};
use ruff_text_size::Ranged;

/// Expressions nested deeper than this are not folded.
const MAX_DEPTH: usize = 200;

/// A value and where it is written.
#[derive(Clone, Debug)]
pub(super) struct Constant {
    pub(super) value: Value,
    pub(super) span: Span,
}

/// What a header expression can be.
#[derive(Clone, Debug)]
pub(super) enum Value {
    None,
    Bool(bool),
    Int(i64),
    Text(String),
    /// A tuple, list or set.
    Sequence(Vec<Constant>),
    /// A module, by its dotted name.
    Module(String),
    /// What `from module import name` binds, looked up when it is needed.
    Imported {
        module: String,
        name: String,
    },
    Unknown(String),
}

/// Returns the value of `expression` where names mean what `scope` says.
pub(super) fn fold(expression: &Expr, scope: &mut Scope<'_>) -> Constant {
    fold_at(expression, scope, 0)
}

/// Returns the span of a node.
pub(super) fn span(node: &impl Ranged) -> Span {
    let range = node.range();
    Span { start: range.start().to_u32(), end: range.end().to_u32() }
}

fn fold_at(expression: &Expr, scope: &mut Scope<'_>, depth: usize) -> Constant {
    let value = if depth > MAX_DEPTH {
        Value::Unknown("the expression is nested too deeply".into())
    } else {
        value_of(expression, scope, depth + 1)
    };
    Constant { value, span: span(expression) }
}

fn value_of(expression: &Expr, scope: &mut Scope<'_>, depth: usize) -> Value {
    match expression {
        Expr::NoneLiteral(_) => Value::None,
        Expr::BooleanLiteral(literal) => Value::Bool(literal.value),
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(int) => {
                int.as_i64().map_or_else(|| Value::Unknown("the number is too large".into()), Value::Int)
            }
            _ => Value::Unknown("it is a number that is no integer".into()),
        },
        Expr::StringLiteral(literal) => Value::Text(literal.value.to_str().to_owned()),
        Expr::FString(literal) => fold_f_string(literal, scope, depth),
        Expr::Tuple(tuple) => fold_elements(&tuple.elts, scope, depth),
        Expr::List(list) => fold_elements(&list.elts, scope, depth),
        Expr::Set(set) => fold_elements(&set.elts, scope, depth),
        Expr::Name(name) => scope.value(name.id.as_str()),
        Expr::Named(named) => {
            let constant = fold_at(&named.value, scope, depth);
            if let Expr::Name(name) = &*named.target {
                scope.bind(name.id.as_str(), constant.clone());
            }
            constant.value
        }
        Expr::BinOp(operation) => {
            let left = fold_at(&operation.left, scope, depth).value;
            let right = fold_at(&operation.right, scope, depth).value;
            combine(left, operation.op, right)
        }
        Expr::If(choice) => match truth(&fold_at(&choice.test, scope, depth).value) {
            Ok(true) => fold_at(&choice.body, scope, depth).value,
            Ok(false) => fold_at(&choice.orelse, scope, depth).value,
            Err(reason) => Value::Unknown(reason),
        },
        Expr::UnaryOp(operation) => fold_unary(operation.op, &fold_at(&operation.operand, scope, depth).value),
        Expr::BoolOp(operation) => {
            let mut last = Value::None;
            for operand in &operation.values {
                last = fold_at(operand, scope, depth).value;
                match (truth(&last), operation.op) {
                    (Ok(true), BoolOp::Or) | (Ok(false), BoolOp::And) => return last,
                    (Err(reason), _) => return Value::Unknown(reason),
                    _ => {}
                }
            }
            last
        }
        Expr::Compare(comparison) => fold_comparison(comparison, scope, depth),
        Expr::Call(_) => Value::Unknown("a call computes it".into()),
        Expr::Attribute(attribute) => match fold_at(&attribute.value, scope, depth).value {
            Value::Module(module) => scope.imported(&module, attribute.attr.as_str()),
            Value::Unknown(reason) => Value::Unknown(reason),
            _ => Value::Unknown("it is an attribute of something else".into()),
        },
        Expr::Subscript(_) => Value::Unknown("it is an element of something else".into()),
        _ => Value::Unknown("it is not a constant expression".into()),
    }
}

fn fold_elements(elements: &[Expr], scope: &mut Scope<'_>, depth: usize) -> Value {
    let mut folded = Vec::new();
    for element in elements {
        let Expr::Starred(starred) = element else {
            folded.push(fold_at(element, scope, depth));
            continue;
        };
        match fold_at(&starred.value, scope, depth).value {
            Value::Sequence(inner) => folded.extend(inner),
            Value::Unknown(reason) => return Value::Unknown(reason),
            _ => return Value::Unknown("it unpacks something that is no sequence".into()),
        }
    }
    Value::Sequence(folded)
}

fn fold_f_string(literal: &ExprFString, scope: &mut Scope<'_>, depth: usize) -> Value {
    let mut text = String::new();
    for part in literal.value.iter() {
        let f_string = match part {
            FStringPart::Literal(plain) => {
                text.push_str(&plain.value);
                continue;
            }
            FStringPart::FString(f_string) => f_string,
        };
        for element in &f_string.elements {
            let hole = match element {
                InterpolatedStringElement::Literal(plain) => {
                    text.push_str(&plain.value);
                    continue;
                }
                InterpolatedStringElement::Interpolation(hole) => hole,
            };
            let plain = matches!(hole.conversion, ConversionFlag::None | ConversionFlag::Str);
            if !plain || hole.format_spec.is_some() || hole.debug_text.is_some() {
                return Value::Unknown("an f-string formats it".into());
            }
            match fold_at(&hole.expression, scope, depth).value {
                Value::Text(inner) => text.push_str(&inner),
                Value::Int(number) => text.push_str(&number.to_string()),
                Value::Unknown(reason) => return Value::Unknown(reason),
                _ => return Value::Unknown("an f-string formats something that is no text".into()),
            }
        }
    }
    Value::Text(text)
}

/// Returns `left OP right` for the operators headers use.
pub(super) fn combine(left: Value, operator: Operator, right: Value) -> Value {
    match (left, operator, right) {
        (Value::Unknown(reason), ..) | (_, _, Value::Unknown(reason)) => Value::Unknown(reason),
        (Value::Text(left), Operator::Add, Value::Text(right)) => Value::Text(left + &right),
        (Value::Sequence(mut left), Operator::Add, Value::Sequence(right)) => {
            left.extend(right);
            Value::Sequence(left)
        }
        (Value::Text(format), Operator::Mod, right) => interpolate(&format, &right),
        _ => Value::Unknown("arithmetic computes it".into()),
    }
}

/// Returns `format % right` where every directive is `%s`, `%d` or `%%`.
fn interpolate(format: &str, right: &Value) -> Value {
    let unknown = || Value::Unknown("a `%` format computes it".into());
    let arguments: Vec<&Value> = match right {
        Value::Sequence(elements) => elements.iter().map(|element| &element.value).collect(),
        single => vec![single],
    };
    let mut arguments = arguments.into_iter();
    let mut text = String::new();
    let mut rest = format.chars();
    while let Some(character) = rest.next() {
        if character != '%' {
            text.push(character);
            continue;
        }
        match (rest.next(), arguments.len()) {
            (Some('%'), _) => text.push('%'),
            (Some('s' | 'd'), 1..) => match arguments.next() {
                Some(Value::Text(argument)) => text.push_str(argument),
                Some(Value::Int(argument)) => text.push_str(&argument.to_string()),
                _ => return unknown(),
            },
            _ => return unknown(),
        }
    }
    if arguments.len() == 0 { Value::Text(text) } else { unknown() }
}

fn fold_unary(operator: UnaryOp, operand: &Value) -> Value {
    match (operator, operand) {
        (_, Value::Unknown(reason)) => Value::Unknown(reason.clone()),
        (UnaryOp::Not, operand) => truth(operand).map_or_else(Value::Unknown, |truth| Value::Bool(!truth)),
        (UnaryOp::USub, Value::Int(number)) => Value::Int(number.saturating_neg()),
        _ => Value::Unknown("arithmetic computes it".into()),
    }
}

fn fold_comparison(comparison: &ExprCompare, scope: &mut Scope<'_>, depth: usize) -> Value {
    let mut left = fold_at(&comparison.left, scope, depth).value;
    for (operator, right) in comparison.ops.iter().zip(comparison.comparators.iter()) {
        let right = fold_at(right, scope, depth).value;
        match compare(&left, *operator, &right) {
            Ok(true) => left = right,
            Ok(false) => return Value::Bool(false),
            Err(reason) => return Value::Unknown(reason),
        }
    }
    Value::Bool(true)
}

fn compare(left: &Value, operator: CmpOp, right: &Value) -> Result<bool, String> {
    if let Value::Unknown(reason) = left {
        return Err(reason.clone());
    }
    if let Value::Unknown(reason) = right {
        return Err(reason.clone());
    }
    match (operator, left, right) {
        (CmpOp::Eq, ..) => same(left, right),
        (CmpOp::NotEq, ..) => same(left, right).map(|equal| !equal),
        (CmpOp::Is, Value::None, other) | (CmpOp::Is, other, Value::None) => Ok(matches!(other, Value::None)),
        (CmpOp::IsNot, Value::None, other) | (CmpOp::IsNot, other, Value::None) => Ok(!matches!(other, Value::None)),
        (CmpOp::Lt, Value::Int(left), Value::Int(right)) => Ok(left < right),
        (CmpOp::LtE, Value::Int(left), Value::Int(right)) => Ok(left <= right),
        (CmpOp::Gt, Value::Int(left), Value::Int(right)) => Ok(left > right),
        (CmpOp::GtE, Value::Int(left), Value::Int(right)) => Ok(left >= right),
        _ => Err("a comparison decides it".into()),
    }
}

/// Returns whether two values are equal, or why that is not known.
pub(super) fn same(left: &Value, right: &Value) -> Result<bool, String> {
    match (left, right) {
        (Value::Unknown(reason), _) | (_, Value::Unknown(reason)) => Err(reason.clone()),
        (Value::Module(left), Value::Module(right)) if left == right => Ok(true),
        (Value::Imported { module, name }, Value::Imported { module: other, name: other_name })
            if module == other && name == other_name =>
        {
            Ok(true)
        }
        (Value::Module(_) | Value::Imported { .. }, _) | (_, Value::Module(_) | Value::Imported { .. }) => {
            Err("an import decides it".into())
        }
        (Value::None, Value::None) => Ok(true),
        (Value::Bool(left), Value::Bool(right)) => Ok(left == right),
        (Value::Int(left), Value::Int(right)) => Ok(left == right),
        (Value::Text(left), Value::Text(right)) => Ok(left == right),
        (Value::Sequence(left), Value::Sequence(right)) => {
            let mut equal = left.len() == right.len();
            for (left, right) in left.iter().zip(right) {
                equal &= same(&left.value, &right.value)?;
            }
            Ok(equal)
        }
        (Value::Bool(_), Value::Int(_)) | (Value::Int(_), Value::Bool(_)) => {
            Err("it compares a bool to a number".into())
        }
        _ => Ok(false),
    }
}

/// Returns Python's `bool(value)`, or why it is not known.
pub(super) fn truth(value: &Value) -> Result<bool, String> {
    match value {
        Value::None => Ok(false),
        Value::Bool(value) => Ok(*value),
        Value::Int(value) => Ok(*value != 0),
        Value::Text(value) => Ok(!value.is_empty()),
        Value::Sequence(elements) => Ok(!elements.is_empty()),
        Value::Unknown(reason) => Err(reason.clone()),
        Value::Module(_) | Value::Imported { .. } => Err("an import decides it".into()),
    }
}
