//! Weighs types: casts and type marks that the surroundings imply are dropped, so that what a person types and what the
//! catalog prints become the same tree. A cast that changes the meaning stays.

use crate::schema::DataType;
use crate::sql::Context;
use crate::sql::expression::call::relation;
use crate::sql::expression::infer::{is_citext, is_number, is_padded, is_text, text, type_of};
use crate::sql::expression::literal::{Value, decimal, value};
use crate::sql::expression::node::{Call, Constant, Node};
use crate::sql::expression::{array, unify};

/// Returns the tree settled as a value that is stored as `expected`, if that is known.
pub(in crate::sql) fn settle(node: Node, expected: Option<&DataType>, context: &Context<'_>) -> Node {
    let all = |nodes: Vec<Node>| -> Vec<Node> { nodes.into_iter().map(|node| settle(node, None, context)).collect() };
    let one = |node: Box<Node>| Box::new(settle(*node, None, context));
    let node = match node {
        Node::Cast(of, to) => settle_cast(*of, to, context),
        Node::Call(call) => settle_call(call, context),
        Node::Operator { left: Some(left), operator, right } => {
            unify::operator(*one(left), operator, *one(right), context)
        }
        Node::Operator { left: None, operator, right } => Node::Operator { left: None, operator, right: one(right) },
        Node::Quantified { left, operator, quantifier, array } => {
            unify::quantified(*one(left), operator, quantifier, *one(array), context)
        }
        Node::And(nodes) => Node::And(flatten(all(nodes), |node| match node {
            Node::And(own) => Ok(own),
            other => Err(other),
        })),
        Node::Or(nodes) => Node::Or(flatten(all(nodes), |node| match node {
            Node::Or(own) => Ok(own),
            other => Err(other),
        })),
        Node::Not(of) => Node::Not(one(of)),
        Node::Is(of, test) => Node::Is(one(of), test),
        Node::Case { operand, whens, otherwise } => settle_case(operand.map(one), whens, otherwise, context),
        Node::Array(elements) => Node::Array(settle_elements(all(elements))),
        Node::Row(elements) => Node::Row(all(elements)),
        Node::Index(of, at) => Node::Index(one(of), one(at)),
        Node::Slice(of, from, to) => Node::Slice(one(of), from.map(one), to.map(one)),
        Node::Field(of, name) => Node::Field(one(of), name),
        Node::Collate(of, collation) => Node::Collate(one(of), collation),
        other @ (Node::Null
        | Node::Constant(_)
        | Node::Column(_)
        | Node::Qualified(_)
        | Node::Relation(_)
        | Node::Done(_)) => other,
    };
    match expected {
        Some(expected) if expected.is_builtin("regclass") => relation(&node, context).unwrap_or(node),
        Some(_) if is_needed(&node, context) => node,
        Some(expected) => fit(node, expected),
        None => node,
    }
}

/// Returns whether a cast does more than storing the value would: strings become nothing but strings, and what is cast
/// keeps its type where the column gets another one.
fn is_needed(node: &Node, context: &Context<'_>) -> bool {
    let Node::Cast(of, to) = node else { return false };
    let is_string = |own: &DataType| is_text(own) || is_padded(own);
    let is_constant = matches!(**of, Node::Constant(_) | Node::Null);
    let own = type_of(of, context);
    let converts = own.as_ref().is_some_and(|own| !same_base(own, to));
    !is_constant && (converts || !is_string(to) && own.is_none_or(|own| is_string(&own)))
}

/// Strings of an array are text where no element says otherwise (PostgreSQL 15, `transformArrayExpr`).
fn settle_elements(elements: Vec<Node>) -> Vec<Node> {
    let is_open = |node: &Node| matches!(node, Node::Constant(constant) if constant.is_open());
    if !elements.iter().all(|node| is_open(node) || *node == Node::Null) {
        return elements;
    }
    let typed = |node| match node {
        Node::Constant(constant) => Node::constant(constant.value, text()),
        other => other,
    };
    elements.into_iter().map(typed).collect()
}

/// Drops what storing the value as `expected` does anyway.
pub(super) fn fit(node: Node, expected: &DataType) -> Node {
    match node {
        Node::Constant(constant) => fit_constant(constant, expected),
        Node::Cast(of, to) if same_base(&to, expected) => {
            // An explicit cast to a length cuts; storing refuses.
            let cuts =
                is_text(&to) || to.is_builtin("character") || to.is_builtin("bit") || to.is_builtin("bit varying");
            if to.modifiers.is_empty() || (to.modifiers == expected.modifiers && !cuts) {
                fit(*of, expected)
            } else {
                Node::Cast(of, to)
            }
        }
        Node::Array(elements) if expected.array => {
            let element = DataType { array: false, ..expected.clone() };
            if elements.is_empty() {
                return Node::Constant(Constant { implied: true, ..Constant::new("{}", Some(expected.clone())) });
            }
            Node::Array(elements.into_iter().map(|node| fit(node, &element)).collect())
        }
        other => other,
    }
}

/// Returns whether two types differ in modifiers at most.
pub(super) fn same_base(left: &DataType, right: &DataType) -> bool {
    left.array == right.array
        && (left.base == right.base || (is_text(left) && is_text(right)) || (is_padded(left) && is_padded(right)))
}

fn fit_constant(constant: Constant, expected: &DataType) -> Node {
    let own = match &constant.of {
        None => return read(&constant.value, expected, true).unwrap_or(Node::Constant(constant)),
        Some(own) => own,
    };
    let converts = same_base(own, expected)
        || (is_number(own) && is_number(expected))
        || ((is_number(own) || is_text(own)) && is_text(expected));
    let is_rounded = !same_base(own, expected) && rounds(own, &constant.value, expected);
    if !converts || is_rounded || is_text(own) && !is_text(expected) {
        return Node::Constant(constant);
    }
    match value(&constant.value, expected) {
        Value::Canonical(value) => {
            let respelled =
                if is_number(expected) { constant.respelled(value) } else { Constant { value, ..constant } };
            Node::Constant(Constant { of: Some(expected.clone()), implied: true, ..respelled })
        }
        _ => Node::Constant(constant),
    }
}

/// Returns whether a number with the digits of a `real` or `double precision` is another one as `expected`: it has more
/// digits than those hold, halves go to the even one, and a `real` is a number of two's powers.
fn rounds(own: &DataType, value: &str, expected: &DataType) -> bool {
    let digits = match () {
        () if own.is_builtin("real") => 6,
        () if own.is_builtin("double precision") => 15,
        () => return false,
    };
    let is_whole = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let is_plain = value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    let fits = is_plain && value.bytes().filter(u8::is_ascii_digit).count() <= digits;
    let keeps_digits = expected.is_builtin("numeric") || is_text(expected);
    !(fits && (is_whole || keeps_digits))
}

/// Returns the literal `text` as a value of `own`, `None` if it is none.
fn read(text: &str, own: &DataType, implied: bool) -> Option<Node> {
    if own.array
        && let Some(elements) = array::elements(text)
    {
        return read_array(elements, own, implied);
    }
    match value(text, own) {
        Value::Canonical(value) => Some(Node::Constant(number(text, value, own, implied))),
        Value::Changing => Some(Node::unknown(format!("`{text}` is the moment at which the statement ran"))),
        Value::OfSession(why) => Some(Node::unknown(format!("`{text}`: {why}"))),
        Value::Invalid => None,
    }
}

/// Keeps the digits of a number that its value does not have, `0.00` for a `numeric(10,2)`.
fn number(text: &str, value: String, own: &DataType, implied: bool) -> Constant {
    let decimal = own.is_builtin("numeric").then(|| decimal(text.trim(), "")).flatten();
    let spelling = decimal.filter(|spelling| *spelling != value);
    Constant { implied, spelling, ..Constant::new(value, Some(own.clone())) }
}

fn read_array(elements: Vec<Option<String>>, own: &DataType, implied: bool) -> Option<Node> {
    let element = DataType { array: false, ..own.clone() };
    if elements.is_empty() {
        return Some(Node::Constant(Constant { implied, ..Constant::new("{}", Some(own.clone())) }));
    }
    let nodes: Option<Vec<Node>> = elements
        .iter()
        .map(|item| item.as_ref().map_or(Some(Node::Null), |item| read(item, &element, implied)))
        .collect();
    nodes.map(Node::Array)
}

fn settle_cast(of: Node, to: DataType, context: &Context<'_>) -> Node {
    let inner = settle(of, None, context);
    if to.is_builtin("regclass")
        && !to.array
        && let Some(found) = relation(&inner, context)
    {
        return found;
    }
    match inner {
        Node::Constant(constant) if to.is_builtin("regclass") && constant.of.as_ref().is_some_and(is_text) => {
            Node::Constant(constant).cast(to)
        }
        Node::Constant(constant) => cast_constant(constant, to, context),
        Node::Array(elements) if to.array => {
            let element = DataType { array: false, ..to.clone() };
            if elements.is_empty() {
                return Node::constant("{}", to);
            }
            let all_constant = elements.iter().all(|node| matches!(node, Node::Constant(_) | Node::Null));
            let array = Node::Array(elements);
            let has_type = type_of(&array, context).is_some_and(|own| same_base(&own, &to));
            match array {
                Node::Array(elements) if all_constant => {
                    Node::Array(elements.into_iter().map(|node| settle_cast(node, element.clone(), context)).collect())
                }
                array if has_type && to.modifiers.is_empty() => array,
                array => array.cast(to),
            }
        }
        Node::Null => Node::Null,
        Node::Cast(of, own) if own == to => Node::Cast(of, own),
        inner => {
            let has_type = type_of(&inner, context)
                .is_some_and(|own| own == to || (same_base(&own, &to) && is_text(&to) && to.modifiers.is_empty()));
            if has_type { inner } else { inner.cast(to) }
        }
    }
}

fn cast_constant(constant: Constant, to: DataType, context: &Context<'_>) -> Node {
    let own = constant.of.clone();
    let is_string = own.as_ref().is_none_or(is_text);
    if is_string {
        // A string that was already text when it was cast is read at run time.
        if own.is_some() && !to.array && value(&constant.value, &to) == Value::Changing {
            return settle(Node::builtin("now", Vec::new()).cast(to), None, context);
        }
        let fits = |length: &str| length.parse().is_ok_and(|length: usize| constant.value.chars().count() <= length);
        if is_text(&to) && !to.array {
            return match to.modifiers.as_str() {
                "" => Node::constant(constant.value, text()),
                length if fits(length) => Node::constant(constant.value, text()),
                _ => Node::Constant(constant).cast(to),
            };
        }
        if to.is_builtin("character") && !to.array && !fits(&to.modifiers) {
            return Node::Constant(constant).cast(to);
        }
        let plain = match () {
            () if to.is_builtin("character") || to.is_builtin("bpchar") => {
                DataType { array: to.array, ..DataType::builtin("bpchar") }
            }
            () => to.clone(),
        };
        return read(&constant.value, &plain, false).unwrap_or_else(|| Node::Constant(constant).cast(to));
    }
    let own_is_number = own.as_ref().is_some_and(is_number);
    if own_is_number && is_number(&to) {
        let exact = value(&constant.value, &to);
        if let Value::Canonical(value) = exact
            && (to.modifiers.is_empty() || value == constant.value)
        {
            let of = Some(DataType { modifiers: String::new(), ..to });
            return Node::Constant(Constant { of, implied: false, ..constant.respelled(value) });
        }
    }
    if own_is_number && is_text(&to) && to.modifiers.is_empty() && !to.array {
        return Node::constant(constant.value, to);
    }
    if own.as_ref() == Some(&to) {
        return Node::Constant(constant);
    }
    Node::Constant(constant).cast(to)
}

fn settle_call(mut call: Call, context: &Context<'_>) -> Node {
    let name = call.builtin().unwrap_or("").to_string();
    let mut arguments: Vec<Node> = call.arguments.into_iter().map(|node| settle(node, None, context)).collect();
    match name.as_str() {
        "COALESCE" | "GREATEST" | "LEAST" => unify::alike(&mut arguments, context),
        "NULLIF" => unify::equated(&mut arguments, context),
        "to_tsvector"
        | "to_tsquery"
        | "plainto_tsquery"
        | "phraseto_tsquery"
        | "websearch_to_tsquery"
        | "setweight" => {
            arguments.iter_mut().for_each(|node| unify::text_column(node, context));
            if let Some(Node::Constant(constant)) = arguments.first_mut() {
                let bare = constant.value.strip_prefix("pg_catalog.").map(str::to_string);
                constant.value = bare.unwrap_or_else(|| constant.value.clone());
                constant.implied = true;
            }
        }
        "lower" | "upper" | "btrim" | "ltrim" | "rtrim" | "md5" | "left" | "right" | "substring" | "substr"
        | "initcap" | "\"position\"" | "reverse" | "ascii" | "starts_with" => {
            arguments.iter_mut().for_each(|node| unify::text_argument(node, context, |_| true));
        }
        // There is another function of this name for `character`.
        "length" | "char_length" | "character_length" | "octet_length" => {
            arguments.iter_mut().for_each(|node| unify::text_argument(node, context, is_citext));
        }
        // There is another function of this name for `citext`.
        "replace" | "split_part" | "regexp_replace" | "strpos" | "translate" => {
            arguments.iter_mut().for_each(|node| unify::text_argument(node, context, is_padded));
        }
        "concat" | "encode" => arguments.iter_mut().for_each(|node| unify::text_column(node, context)),
        "to_char" | "date_trunc" => {
            arguments.iter_mut().for_each(|node| unify::promoted(node, "date", "timestamp with time zone", context));
        }
        "round" | "floor" | "ceil" | "ceiling" | "sqrt" | "power" | "exp" | "ln" | "log" | "trunc" => {
            arguments.iter_mut().for_each(|node| unify::promoted(node, "integer", "double precision", context));
        }
        _ => {}
    }
    call.arguments = arguments;
    call.filter = call.filter.map(|filter| Box::new(settle(*filter, None, context)));
    Node::Call(call)
}

fn settle_case(
    operand: Option<Box<Node>>,
    whens: Vec<(Node, Node)>,
    otherwise: Option<Box<Node>>,
    context: &Context<'_>,
) -> Node {
    let (mut tests, mut results): (Vec<Node>, Vec<Node>) =
        whens.into_iter().map(|(when, then)| (settle(when, None, context), settle(then, None, context))).unzip();
    let has_default = otherwise.is_some();
    results.extend(otherwise.map(|node| settle(*node, None, context)));
    unify::alike(&mut results, context);
    let operand = operand.map(|operand| {
        tests.insert(0, *operand);
        unify::equated(&mut tests, context);
        Box::new(tests.remove(0))
    });
    let otherwise = if has_default { results.pop().map(Box::new) } else { None };
    Node::Case { operand, whens: tests.into_iter().zip(results).collect(), otherwise }
}

fn flatten(nodes: Vec<Node>, open: impl Fn(Node) -> Result<Vec<Node>, Node>) -> Vec<Node> {
    let mut out = Vec::new();
    for node in nodes {
        match open(node) {
            Ok(inner) => out.extend(inner),
            Err(node) => out.push(node),
        }
    }
    out
}
