//! Numbers on both sides of an operator: the promotions it makes by itself are dropped (PostgreSQL 15, `parse_oper.c`),
//! and times and intervals, which are calculated with like numbers.

use crate::schema::DataType;
use crate::sql::Context;
use crate::sql::expression::infer::{common_for, common_number, is_number, type_of};
use crate::sql::expression::literal::{Value, value};
use crate::sql::expression::node::{Constant, Node};
use crate::sql::expression::settle::{fit, settle};

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Exactness {
    /// Integers of any size compare alike.
    Comparison,
    /// The type of the result matters.
    Arithmetic,
}

/// Brings the operands of `+`, `*` and the like together.
pub(super) fn arithmetic(operator: &str, left: &mut Node, right: &mut Node, context: &Context<'_>) {
    let (of_left, of_right) = (type_of(left, context), type_of(right, context));
    for (node, other) in [(&mut *left, &of_right), (&mut *right, &of_left)] {
        let (Node::Constant(constant), Some(other)) = (&mut *node, other) else { continue };
        if !constant.is_open() {
            // As a literal without a type would be read.
            let is_date = |own: &DataType| own.is_builtin("date") && !own.array;
            constant.implied |= operator == "-" && is_date(other) && constant.of.as_ref().is_some_and(is_date);
            continue;
        }
        let is_time = |own: &DataType| {
            own.is_builtin("timestamp with time zone") || own.is_builtin("timestamp without time zone")
        };
        // An operator for two values of the other side's type comes first (`binary_oper_exact`).
        let is_alike = is_number(other) || (operator == "-" && is_time(other)) || other.is_builtin("date");
        if is_alike && operator != "*" && operator != "/" || is_number(other) {
            *node = fit(std::mem::replace(node, Node::Null), other);
        } else if operator == "+" && is_time(other) || other.is_builtin("interval") && matches!(operator, "+" | "-") {
            let value = std::mem::replace(node, Node::Null);
            *node = settle(value.cast(DataType::builtin("interval")), None, context);
        }
    }
    let is_interval = |own: &Option<DataType>| own.as_ref().is_some_and(|own| own.is_builtin("interval"));
    if matches!(operator, "*" | "/") && (is_interval(&of_left) || is_interval(&of_right)) {
        // An interval is multiplied by a `double precision`.
        for node in [left, right] {
            shorten(node);
            if type_of(node, context).is_some_and(|own| is_number(&own)) {
                strip_number(node, context);
            }
        }
        return;
    }
    numbers(operator, left, right, Exactness::Arithmetic, context);
}

/// Drops the promotions of numbers that the operator makes anyway. Where they make it another operator, the left side
/// keeps one, or the right side beside a constant.
pub(super) fn numbers(operator: &str, left: &mut Node, right: &mut Node, exactness: Exactness, context: &Context<'_>) {
    let (own_left, own_right) = (type_of(left, context), type_of(right, context));
    match (own_left, own_right) {
        (Some(a), Some(b)) if is_number(&a) && is_number(&b) => {
            let Some(wanted) = common_for(operator, &a, &b) else { return };
            if wanted.is_builtin("double precision") {
                [&mut *left, &mut *right].into_iter().for_each(shorten);
            }
            let bare = |node: &Node, own: DataType| bare_type(node, context).unwrap_or(own);
            let (bare_left, bare_right) = (bare(left, a), bare(right, b));
            let common = common_for(operator, &bare_left, &bare_right);
            let is_whole = |own: &DataType| ["smallint", "integer", "bigint"].iter().any(|name| own.is_builtin(name));
            let compares_alike = exactness == Exactness::Comparison
                && (is_whole(&wanted)
                    || (wanted.is_builtin("numeric") && is_whole(&bare_left) && is_whole(&bare_right)));
            let is_wider = common.as_ref().is_some_and(|own| common_number(own, &wanted).as_ref() != Some(&wanted));
            if is_wider && !compares_alike {
                [left, right].into_iter().for_each(mark_explicit);
                return;
            }
            strip_number(left, context);
            strip_number(right, context);
            if common.as_ref() != Some(&wanted) && !compares_alike {
                let is_constant = |node: &Node| matches!(node, Node::Constant(_));
                let widened = if is_constant(left) && !is_constant(right) { right } else { left };
                *widened = settle(std::mem::replace(widened, Node::Null).cast(wanted), None, context);
            }
        }
        (None, Some(_)) => strip_beside_unknown(right, left, exactness, context),
        (Some(_), None) => strip_beside_unknown(left, right, exactness, context),
        _ => {}
    }
}

/// Where digits alone would be a wider number, the type is said.
fn mark_explicit(node: &mut Node) {
    if let Node::Constant(constant) = node {
        constant.implied = false;
    }
}

/// Beside a `double precision`, `90.0` is `90`.
fn shorten(node: &mut Node) {
    if let Node::Constant(constant) = node
        && !is_real(constant)
        && let Value::Canonical(short) = value(&constant.value, &DataType::builtin("double precision"))
    {
        *constant = constant.clone().respelled(short);
    }
}

/// Returns whether the digits are those of a `real`, which are another number elsewhere.
fn is_real(constant: &Constant) -> bool {
    constant.of.as_ref().is_some_and(|of| of.is_builtin("real"))
}

/// A promoted number beside a column of unknown type: in a comparison the promotion changes nothing; elsewhere only the
/// column's type can tell.
fn strip_beside_unknown(node: &mut Node, other: &Node, exactness: Exactness, context: &Context<'_>) {
    let Node::Constant(constant) = node else { return };
    let is_promoted = constant.of.as_ref().is_some_and(|of| is_number(of) && *of != natural(&constant.value));
    if !is_promoted || matches!(other, Node::Constant(_)) {
        return;
    }
    // `date_part` is also what `EXTRACT` is called here: a number that is wider than the digits.
    let is_wide = matches!(other, Node::Call(call) if call.builtin() == Some("date_part"));
    if exactness == Exactness::Comparison || is_wide {
        strip_number(node, context);
    } else {
        *node = Node::unknown("the type of the column beside the number is not known here");
    }
}

/// Returns the type without the promotion, if there is one.
fn bare_type(node: &Node, context: &Context<'_>) -> Option<DataType> {
    match node {
        Node::Constant(constant) if is_real(constant) => None,
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

fn strip_number(node: &mut Node, context: &Context<'_>) {
    let bare = bare_type(node, context);
    match (node, bare) {
        (Node::Constant(constant), Some(bare)) => {
            constant.of = Some(bare);
            constant.implied = true;
        }
        (Node::Constant(constant), None) => constant.implied = false,
        (node @ Node::Cast(..), Some(_)) => {
            if let Node::Cast(of, _) = std::mem::replace(node, Node::Null) {
                *node = *of;
            }
        }
        _ => {}
    }
}

/// The type that the digits alone have.
pub(super) fn natural(value: &str) -> DataType {
    DataType::builtin(if value.parse::<i32>().is_ok() {
        "integer"
    } else if value.parse::<i64>().is_ok() {
        "bigint"
    } else {
        "numeric"
    })
}
