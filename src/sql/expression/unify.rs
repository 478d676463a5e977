//! Brings the operands of an operator, or the branches of a `COALESCE`, together, as PostgreSQL resolves their types
//! (15, `parse_oper.c`, `parse_coerce.c`), and drops the casts it would add by itself.

use crate::schema::DataType;
use crate::sql::Context;
use crate::sql::expression::infer::{common_number, is_comparison, is_match, is_number, is_text, text, type_of};
use crate::sql::expression::literal::{Value, value};
use crate::sql::expression::node::{Constant, Node};
use crate::sql::expression::settle::{fit, is_padded, same_base};

/// Returns `left operator right`.
pub(super) fn operator(mut left: Node, operator: String, mut right: Node, context: &Context<'_>) -> Node {
    if is_match(&operator) {
        text_column(&mut left, context);
        if matches!(&right, Node::Constant(constant) if constant.of.as_ref().is_some_and(|of| of.user_type().is_some()))
        {
            fit_to(&left, &mut right, context);
        }
        text_column(&mut right, context);
    } else if is_comparison(&operator) {
        pair(&mut left, &mut right, Purpose::Comparison, context);
    } else {
        match operator.as_str() {
            "+" | "-" | "*" | "/" | "%" => arithmetic(&operator, &mut left, &mut right, context),
            "->" | "->>" | "?" => mark_text(&mut right),
            "#>" | "#>>" | "#-" | "?|" | "?&" => right = fit(right, &text().into_array()),
            "||" => concatenation(&mut left, &mut right, context),
            "@>" | "<@" | "&&" => pair(&mut left, &mut right, Purpose::Containment, context),
            _ => {}
        }
    }
    Node::Operator { left: Some(Box::new(left)), operator, right: Box::new(right) }
}

/// Returns `left operator ANY (array)`; of an array of one it is a plain comparison.
pub(super) fn quantified(
    mut left: Node,
    operator_text: String,
    quantifier: &'static str,
    mut array: Node,
    context: &Context<'_>,
) -> Node {
    if let Node::Constant(constant) = &array
        && constant.is_open()
        && let Some(own) = type_of(&left, context)
    {
        array = fit(array, &own.into_array());
    }
    if let Node::Cast(of, to) = &array
        && to.array
        && is_text(to)
        && matches!(**of, Node::Array(_))
    {
        array = (**of).clone();
    }
    let Node::Array(mut elements) = array else {
        return Node::Quantified { left: Box::new(left), operator: operator_text, quantifier, array: Box::new(array) };
    };
    if let [only] = elements.as_mut_slice() {
        let only = std::mem::replace(only, Node::Null);
        return operator(left, operator_text, only, context);
    }
    let original = left.clone();
    for element in &mut elements {
        let mut own = original.clone();
        pair(&mut own, element, Purpose::Comparison, context);
        left = own;
    }
    Node::Quantified {
        left: Box::new(left),
        operator: operator_text,
        quantifier,
        array: Box::new(Node::Array(elements)),
    }
}

/// Brings nodes to one type that must have one: the type of the first whose type is sure.
pub(super) fn alike(nodes: &mut [Node], context: &Context<'_>) {
    let sure = nodes.iter().filter(|node| !matches!(node, Node::Constant(_))).find_map(|node| type_of(node, context));
    let has_other = nodes.iter().any(|node| !matches!(node, Node::Constant(_) | Node::Null));
    for node in nodes {
        match &sure {
            Some(own) => *node = fit(std::mem::replace(node, Node::Null), own),
            None if has_other => imply(node),
            None => {}
        }
    }
}

/// Drops the cast of a column to text where only text makes sense.
pub(super) fn text_column(node: &mut Node, context: &Context<'_>) {
    if let Node::Cast(of, to) = node
        && is_text(to)
        && to.modifiers.is_empty()
        && !to.array
        && matches!(**of, Node::Column(_) | Node::Qualified(_))
        && type_of(of, context).is_none_or(|own| is_text(&own))
    {
        *node = std::mem::replace(of, Node::Null);
    }
    mark_text(node);
}

/// Drops a cast that PostgreSQL adds to a function's argument because there is no function for the argument's own type.
pub(super) fn promoted(node: &mut Node, from: &str, to: &str, context: &Context<'_>) {
    if let Node::Cast(of, own) = node
        && own.is_builtin(to)
        && own.modifiers.is_empty()
        && type_of(of, context).is_some_and(|own| own.is_builtin(from))
    {
        *node = std::mem::replace(of, Node::Null);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Purpose {
    Comparison,
    Containment,
}

fn pair(left: &mut Node, right: &mut Node, purpose: Purpose, context: &Context<'_>) {
    let (text_left, text_right) = (is_text_side(left), is_text_side(right));
    if text_right {
        text_column(left, context);
    }
    if text_left {
        text_column(right, context);
    }
    fit_to(left, right, context);
    fit_to(right, left, context);
    if purpose == Purpose::Comparison {
        numbers(left, right, Exactness::Comparison, context);
    }
}

/// Fits a constant to the type of the other side, or marks its type as implied where the other side's is not known.
fn fit_to(other: &Node, node: &mut Node, context: &Context<'_>) {
    let Node::Constant(constant) = node else {
        if let (Node::Array(_), Some(own)) = (&*node, type_of(other, context)) {
            *node = fit(std::mem::replace(node, Node::Null), &own);
        }
        return;
    };
    match type_of(other, context) {
        Some(own) if constant.is_open() || constant.of.as_ref().is_some_and(|of| same_base(of, &own)) => {
            *node = fit(std::mem::replace(node, Node::Null), &own);
        }
        Some(own) if constant.of.as_ref().is_some_and(is_padded) && is_padded(&own) => constant.implied = true,
        Some(_) => {}
        None if !matches!(other, Node::Constant(_) | Node::Null) => imply(node),
        None => {}
    }
}

/// Marks the type of a constant as implied by whatever it stands beside.
fn imply(node: &mut Node) {
    if let Node::Constant(constant) = node
        && !constant.of.as_ref().is_some_and(|of| of.is_builtin("numeric") && constant.value.contains('.'))
    {
        constant.implied = true;
    }
}

/// Returns whether the other side is text, so that a cast of a column to text beside it says nothing.
fn is_text_side(other: &Node) -> bool {
    match other {
        Node::Constant(constant) => constant.of.as_ref().is_none_or(is_text),
        Node::Cast(_, to) => is_text(to),
        _ => false,
    }
}

fn mark_text(node: &mut Node) {
    if let Node::Constant(constant) = node
        && constant.is_open()
    {
        constant.of = Some(text());
    }
}

fn arithmetic(operator: &str, left: &mut Node, right: &mut Node, context: &Context<'_>) {
    let (of_left, of_right) = (type_of(left, context), type_of(right, context));
    for (node, other) in [(&mut *left, of_right), (&mut *right, of_left)] {
        let Node::Constant(constant) = &*node else { continue };
        let (true, Some(other)) = (constant.is_open(), other) else { continue };
        let is_time = |own: &DataType| {
            own.is_builtin("timestamp with time zone") || own.is_builtin("timestamp without time zone")
        };
        if is_number(&other) {
            *node = fit(std::mem::replace(node, Node::Null), &other);
        } else if operator == "+" && (is_time(&other) || other.is_builtin("interval")) {
            let value = std::mem::replace(node, Node::Null);
            *node = super::settle::settle(value.cast(DataType::builtin("interval")), None, context);
        }
    }
    numbers(left, right, Exactness::Arithmetic, context);
}

fn concatenation(left: &mut Node, right: &mut Node, context: &Context<'_>) {
    let (of_left, of_right) = (type_of(left, context), type_of(right, context));
    for (node, other) in [(&mut *left, of_right), (&mut *right, of_left)] {
        match other {
            Some(own) if own.is_builtin("jsonb") || own.array => {
                *node = fit(std::mem::replace(node, Node::Null), &own);
            }
            _ => text_column(node, context),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Exactness {
    /// Integers of any size compare alike.
    Comparison,
    /// The type of the result matters.
    Arithmetic,
}

/// Drops the promotions of numbers that the operator makes anyway.
fn numbers(left: &mut Node, right: &mut Node, exactness: Exactness, context: &Context<'_>) {
    let (own_left, own_right) = (type_of(left, context), type_of(right, context));
    match (own_left, own_right) {
        (Some(a), Some(b)) if is_number(&a) && is_number(&b) => {
            let wanted = common_number(&a, &b);
            if wanted.as_ref().is_some_and(|own| own.is_builtin("double precision")) {
                [&mut *left, &mut *right].into_iter().for_each(shorten);
            }
            promote_column(left, right, exactness, context);
            promote_column(right, left, exactness, context);
            let keeps = |node: &Node, other: &Node| {
                let (Some(a), Some(b)) = (bare_type(node, context), type_of(other, context)) else { return false };
                let is_integer =
                    |own: &DataType| ["smallint", "integer", "bigint"].iter().any(|name| own.is_builtin(name));
                common_number(&a, &b) == wanted
                    || (exactness == Exactness::Comparison && wanted.as_ref().is_some_and(is_integer))
            };
            // Constants first: a column keeps the cast that makes the operator what it is.
            for constants in [true, false] {
                if matches!(left, Node::Constant(_)) == constants && keeps(left, right) {
                    strip_number(left);
                }
                if matches!(right, Node::Constant(_)) == constants && keeps(right, left) {
                    strip_number(right);
                }
            }
        }
        (None, Some(_)) => strip_beside_unknown(right, left, exactness),
        (Some(_), None) => strip_beside_unknown(left, right, exactness),
        _ => {}
    }
}

/// `n / 2::numeric` is `n::numeric / 2`.
fn promote_column(node: &mut Node, constant: &mut Node, exactness: Exactness, context: &Context<'_>) {
    let Node::Constant(Constant { value, of: Some(to), .. }) = &*constant else { return };
    let wider = |own: &DataType| own != to && common_number(own, to).as_ref() == Some(to);
    let is_promoted = *to != natural(value) && type_of(node, context).is_some_and(|own| wider(&own));
    if exactness == Exactness::Arithmetic && is_promoted && !matches!(node, Node::Constant(_)) {
        let to = to.clone();
        *node = std::mem::replace(node, Node::Null).cast(to);
        strip_number(constant);
    }
}

/// Beside a `double precision`, `90.0` is `90`.
fn shorten(node: &mut Node) {
    if let Node::Constant(constant) = node
        && let Value::Canonical(short) = value(&constant.value, &DataType::builtin("double precision"))
    {
        constant.value = short;
    }
}

/// A promoted number beside a column of unknown type: in a comparison the promotion changes nothing; elsewhere only the
/// column's type can tell.
fn strip_beside_unknown(node: &mut Node, other: &Node, exactness: Exactness) {
    let Node::Constant(constant) = node else { return };
    let is_promoted = constant.of.as_ref().is_some_and(|of| is_number(of) && *of != natural(&constant.value));
    if !is_promoted || matches!(other, Node::Constant(_)) {
        return;
    }
    if exactness == Exactness::Comparison {
        strip_number(node);
    } else {
        *node = Node::unknown("the type of the column beside the number is not known here");
    }
}

/// Returns the type without the promotion, if there is one.
fn bare_type(node: &Node, context: &Context<'_>) -> Option<DataType> {
    match node {
        Node::Constant(constant) => Some(natural(&constant.value)),
        Node::Cast(of, to) if is_number(to) && to.modifiers.is_empty() => {
            let own = type_of(of, context).filter(is_number)?;
            let widens = common_number(&own, to).as_ref() == Some(to);
            (widens && matches!(**of, Node::Column(_) | Node::Qualified(_) | Node::Call(_) | Node::Operator { .. }))
                .then_some(own)
        }
        _ => None,
    }
}

fn strip_number(node: &mut Node) {
    match node {
        Node::Constant(Constant { value, of, implied }) => {
            *of = Some(natural(value));
            *implied = true;
        }
        Node::Cast(of, _) => *node = std::mem::replace(of, Node::Null),
        _ => {}
    }
}

/// The type that the digits alone have.
fn natural(value: &str) -> DataType {
    DataType::builtin(if value.parse::<i32>().is_ok() {
        "integer"
    } else if value.parse::<i64>().is_ok() {
        "bigint"
    } else {
        "numeric"
    })
}
