//! Brings the operands of an operator, or the branches of a `COALESCE`, together, as PostgreSQL resolves their types
//! (15, `parse_oper.c`, `parse_coerce.c`), and drops the casts it would add by itself.

use crate::schema::DataType;
use crate::sql::Context;
use crate::sql::expression::infer::{
    common_type, is_citext, is_comparison, is_match, is_number, is_padded, is_text, text, type_of,
};
use crate::sql::expression::node::Node;
use crate::sql::expression::number::{Exactness, arithmetic, natural, numbers};
use crate::sql::expression::settle::{fit, same_base, settle};

/// Returns `left operator right`.
pub(super) fn operator(mut left: Node, operator: String, mut right: Node, context: &Context<'_>) -> Node {
    let operator = plain(operator, &left, &right, context);
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
            "+" | "-" | "*" | "/" | "%" | "^" | "&" | "|" | "#" => {
                arithmetic(&operator, &mut left, &mut right, context)
            }
            "->" | "->>" | "?" => mark_text(&mut right),
            "#>" | "#>>" | "#-" | "?|" | "?&" => right = fit(right, &text().into_array()),
            "||" => concatenation(&mut left, &mut right, context),
            "@>" | "<@" | "&&" => pair(&mut left, &mut right, Purpose::Containment, context),
            _ => {
                imply_alike(&left, &mut right, context);
                imply_alike(&right, &mut left, context);
            }
        }
    }
    Node::Operator { left: Some(Box::new(left)), operator, right: Box::new(right) }
}

/// Returns the operator without the schema that its operands or the search path imply.
fn plain(operator: String, left: &Node, right: &Node, context: &Context<'_>) -> String {
    let Some((schema, bare)) = operator
        .strip_prefix("OPERATOR(")
        .and_then(|rest| rest.strip_suffix(')'))
        .and_then(|rest| rest.rsplit_once('.'))
    else {
        return operator;
    };
    let schema = match schema.strip_prefix('"') {
        Some(quoted) => crate::name::Name::verbatim(&quoted.trim_end_matches('"').replace("\"\"", "\"")),
        None => crate::name::Name::folded(schema),
    };
    let types = [left, right].map(|node| type_of(node, context));
    let is_of_user = types.iter().flatten().any(|own| own.user_type().is_some_and(|name| name.schema == schema));
    let is_on_path = match context.schema {
        Some(own) => own.search_path.contains(&schema),
        None => schema.as_str() == "public",
    };
    // PostgreSQL's own operator of this name would be the one that is meant without a schema.
    let is_builtin = is_comparison(bare)
        || is_match(bare)
        || matches!(bare, "+" | "-" | "*" | "/" | "||" | "&&" | "@>" | "<@")
        || bare == "%" && types.iter().flatten().all(is_number);
    if is_of_user || (is_on_path && !is_builtin) { bare.to_string() } else { operator }
}

/// A constant of the other side's own type needs no type beside it.
fn imply_alike(other: &Node, node: &mut Node, context: &Context<'_>) {
    if let Node::Constant(constant) = node
        && let (Some(of), Some(own)) = (&constant.of, type_of(other, context))
        && !matches!(other, Node::Constant(_))
        && same_base(of, &own)
        && !is_number(of)
    {
        constant.implied = true;
    }
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
    if matches!(left, Node::Constant(_))
        && let Some(own) = type_of(&array, context).filter(|own| own.array)
        && !matches!(array, Node::Array(_) | Node::Row(_))
    {
        let element = DataType { array: false, ..own };
        if let Node::Constant(constant) = &mut left {
            constant.implied |= constant.of.as_ref().is_some_and(|of| same_base(of, &element));
        }
        if matches!(&left, Node::Constant(constant) if constant.is_open()) {
            left = fit(left, &element);
        }
    }
    if let Node::Cast(of, to) = &array
        && to.array
        && is_text(to)
        && matches!(**of, Node::Array(_))
    {
        array = (**of).clone();
    }
    let operator_text = plain(operator_text, &left, &array, context);
    let (Node::Array(mut elements) | Node::Row(mut elements)) = array else {
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

/// Brings nodes to one type that must have one (`select_common_type`): without casts where it is theirs anyway, else
/// with all of them.
pub(super) fn alike(nodes: &mut [Node], context: &Context<'_>) {
    let others: Vec<&Node> = nodes.iter().filter(|node| !matches!(node, Node::Constant(_) | Node::Null)).collect();
    if others.is_empty() {
        return;
    }
    let Some(wanted) = common_of(nodes, context) else {
        // Some type is not known: only what a string stands beside is.
        let beside = others.iter().find_map(|node| type_of(node, context));
        for node in nodes {
            match (&beside, &*node) {
                (Some(own), Node::Constant(constant)) if constant.is_open() => fit_in(node, own),
                (Some(_), _) => {}
                (None, _) => imply(node),
            }
        }
        return;
    };
    let bare: Option<Vec<DataType>> =
        nodes.iter().filter(|node| has_own_type(node)).map(|node| bare_type(node, &wanted, context)).collect();
    let is_theirs = bare.and_then(common_type).is_some_and(|own| same_base(&own, &wanted));
    for node in nodes {
        if is_theirs {
            fit_in(node, &wanted);
        } else if *node != Node::Null {
            let plain = DataType { modifiers: String::new(), ..wanted.clone() };
            *node = settle(std::mem::replace(node, Node::Null).cast(plain), None, context);
        }
    }
}

/// Brings the two sides of an equality together: casts between types that it compares as they are stay.
pub(super) fn equated(nodes: &mut [Node], context: &Context<'_>) {
    let wanted = common_of(nodes, context);
    let is_converted = |own: &DataType| own.is_builtin("numeric") || is_text(own);
    if wanted.is_none() || wanted.as_ref().is_some_and(is_converted) {
        return alike(nodes, context);
    }
    let beside = nodes.iter().filter(|node| !matches!(node, Node::Constant(_))).find_map(|node| type_of(node, context));
    for node in nodes.iter_mut().filter(|node| matches!(node, Node::Constant(_))) {
        beside.iter().for_each(|own| fit_in(node, own));
    }
}

fn fit_in(node: &mut Node, wanted: &DataType) {
    *node = fit(std::mem::replace(node, Node::Null), wanted);
}

/// Returns the type that the nodes are brought to, if all are known.
fn common_of(nodes: &[Node], context: &Context<'_>) -> Option<DataType> {
    let all: Option<Vec<DataType>> =
        nodes.iter().filter(|node| has_own_type(node)).map(|node| type_of(node, context)).collect();
    common_type(all?)
}

/// Returns whether a node takes part in the choice of a type.
fn has_own_type(node: &Node) -> bool {
    !matches!(node, Node::Null) && !matches!(node, Node::Constant(constant) if constant.is_open())
}

/// Returns the type that a node has without a cast to `wanted`.
fn bare_type(node: &Node, wanted: &DataType, context: &Context<'_>) -> Option<DataType> {
    match node {
        Node::Cast(of, to) if same_base(to, wanted) && to.modifiers.is_empty() => type_of(of, context),
        Node::Constant(constant) if is_number(wanted) => Some(natural(&constant.value)),
        node => type_of(node, context),
    }
}

/// Drops the cast of a column to text where only text makes sense.
pub(super) fn text_column(node: &mut Node, context: &Context<'_>) {
    text_argument(node, context, |_| false);
}

/// Drops the cast of a column to text where only text makes sense, also of a `character` or `citext` column that becomes
/// text there.
pub(super) fn text_argument(node: &mut Node, context: &Context<'_>, becomes_text: impl Fn(&DataType) -> bool) {
    let is_string = |own: &DataType| is_text(own) || ((is_padded(own) || is_citext(own)) && becomes_text(own));
    if let Node::Cast(of, to) = node
        && is_text(to)
        && to.modifiers.is_empty()
        && !to.array
        && matches!(**of, Node::Column(_) | Node::Qualified(_))
        && type_of(of, context).is_none_or(|own| is_string(&own))
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
    compare_as_text(left, right, context);
    compare_as_text(right, left, context);
    let (text_left, text_right) = (is_text_side(left), is_text_side(right));
    if text_right {
        text_column(left, context);
    }
    if text_left {
        text_column(right, context);
    }
    fit_to(left, right, context);
    fit_to(right, left, context);
    say_array(left, right, context);
    say_array(right, left, context);
    if purpose == Purpose::Comparison {
        numbers("=", left, right, Exactness::Comparison, context);
    }
}

/// An array of strings is `text[]`, which no operator takes with a `varchar[]`.
fn say_array(other: &Node, node: &mut Node, context: &Context<'_>) {
    let wanted = DataType::builtin("character varying").into_array();
    if matches!(node, Node::Array(_)) && type_of(other, context).is_some_and(|own| own.array && own.base == wanted.base)
    {
        *node = std::mem::replace(node, Node::Null).cast(wanted);
    }
}

/// Beside text, `character` and `citext` are text.
fn compare_as_text(node: &mut Node, other: &Node, context: &Context<'_>) {
    let becomes = |own: &DataType| {
        let of_other = type_of(other, context);
        (is_padded(own) || is_citext(own)) && of_other.is_some_and(|other| is_text(&other) && !other.array)
            || (is_padded(own) || is_text(own))
                && type_of(other, context).is_some_and(|own| is_citext(&own))
                && !matches!(node, Node::Constant(_))
    };
    if !matches!(node, Node::Constant(_))
        && type_of(node, context).is_some_and(|own| (is_padded(&own) || is_citext(&own)) && becomes(&own))
    {
        *node = std::mem::replace(node, Node::Null).cast(text());
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
        // What it is beside decides, on both sides of a comparison of texts.
        let says_itself = |of: &DataType| is_text(of) || is_number(of) || of.is_builtin("boolean");
        constant.of = constant.of.take().filter(says_itself);
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

fn concatenation(left: &mut Node, right: &mut Node, context: &Context<'_>) {
    let (of_left, of_right) = (type_of(left, context), type_of(right, context));
    for (node, other) in [(&mut *left, of_right), (&mut *right, of_left)] {
        match other {
            Some(own) if own.is_builtin("jsonb") || own.array => {
                *node = fit(std::mem::replace(node, Node::Null), &own);
            }
            _ => text_argument(node, context, |_| true),
        }
    }
}
