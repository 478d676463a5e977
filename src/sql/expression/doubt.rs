//! Where the same meaning may be printed in other words: PostgreSQL may write types that limbeck cannot weigh, because it
//! does not know what a function takes or returns, and spells values of some types in a way of its own.

use crate::name::Name;
use crate::schema::TypeKind;
use crate::sql::Context;
use crate::sql::expression::infer::{is_citext, type_of};
use crate::sql::expression::literal::is_respelled;
use crate::sql::expression::node::{Call, Constant, Function, Node};

/// PostgreSQL's functions whose arguments `settle` weighs, or that take them as they are.
const WEIGHED: &[&str] = &[
    "COALESCE",
    "GREATEST",
    "LEAST",
    "NULLIF",
    "array_length",
    "ascii",
    "btrim",
    "cardinality",
    "ceil",
    "char_length",
    "character_length",
    "concat",
    "count",
    "currval",
    "date_part",
    "date_trunc",
    "encode",
    "floor",
    "initcap",
    "json_array_length",
    "json_typeof",
    "jsonb_array_length",
    "jsonb_typeof",
    "left",
    "length",
    "like_escape",
    "lower",
    "ltrim",
    "md5",
    "nextval",
    "num_nonnulls",
    "num_nulls",
    "octet_length",
    "\"position\"",
    "regexp_replace",
    "replace",
    "reverse",
    "right",
    "rtrim",
    "setval",
    "similar_to_escape",
    "split_part",
    "starts_with",
    "strpos",
    "substr",
    "substring",
    "timezone",
    "to_char",
    "to_tsvector",
    "translate",
    "upper",
];

/// Returns why the same meaning may be printed in other words, if it may. A column by itself is only its name.
pub(super) fn doubt(node: &Node, context: &Context<'_>) -> Option<String> {
    let is_column = matches!(node, Node::Column(_) | Node::Qualified(_));
    if is_column { None } else { within(node, context) }
}

fn within(node: &Node, context: &Context<'_>) -> Option<String> {
    let own = match node {
        Node::Constant(constant) => of_constant(constant, context),
        Node::Column(name) => of_column(name, context),
        Node::Qualified(names) => match names.as_slice() {
            [row, name] if matches!(row.as_str(), "old" | "new") => of_column(name, context),
            _ => None,
        },
        Node::Call(call) => {
            of_call(call).or_else(|| call.arguments.iter().find_map(|argument| untyped(argument, context)))
        }
        Node::Case { whens, otherwise, .. } => {
            let results = whens.iter().map(|(_, then)| then).chain(otherwise.as_deref());
            results.into_iter().find_map(|result| untyped(result, context))
        }
        Node::Cast(of, _) => untyped(of, context),
        Node::Operator { left, right, .. } => {
            left.as_deref().and_then(|left| untyped(left, context)).or_else(|| untyped(right, context))
        }
        Node::Quantified { left, array, .. } => untyped(left, context).or_else(|| untyped(array, context)),
        _ => None,
    };
    own.or_else(|| children(node).into_iter().find_map(|child| within(child, context)))
}

/// A literal of a type whose spelling limbeck does not know.
fn of_constant(constant: &Constant, context: &Context<'_>) -> Option<String> {
    let of = constant.of.as_ref().filter(|_| constant.value != "{}")?;
    let is_known = match of.user_type() {
        Some(_) if is_citext(of) => true,
        Some(name) => match context.schema {
            Some(schema) => schema.type_named(name).is_some_and(|own| matches!(own.kind, TypeKind::Enum { .. })),
            None => true,
        },
        None => is_respelled(of),
    };
    (!is_known).then(|| format!("limbeck does not know how PostgreSQL spells a `{}`", of.to_sql()))
}

/// A column of a type that is not known: how what stands beside it is spelled depends on that.
fn of_column(name: &Name, context: &Context<'_>) -> Option<String> {
    let is_known = match context.type_of(name) {
        Some(own) => own.as_unknown().is_none(),
        None => context.table.is_none() || context.scope.is_some(),
    };
    (!is_known).then(|| format!("the type of the column `{name}` is not known"))
}

fn of_call(call: &Call) -> Option<String> {
    let is_weighed = call.arguments.iter().all(|own| matches!(own, Node::Done(_)))
        || call.builtin().is_some_and(|name| WEIGHED.contains(&name));
    (!is_weighed).then(|| format!("limbeck does not know of which types the arguments of `{}` are", name_of(call)))
}

/// A function whose result's type is not known decides what is cast beside it.
fn untyped(node: &Node, context: &Context<'_>) -> Option<String> {
    let what = match node {
        Node::Call(call) => format!("`{}`", name_of(call)),
        Node::Field(_, name) => format!("the field `{name}`"),
        Node::Index(..) | Node::Slice(..) => "an element".to_owned(),
        _ => return None,
    };
    type_of(node, context).is_none().then(|| format!("limbeck does not know of which type {what} is"))
}

fn name_of(call: &Call) -> String {
    match &call.function {
        Function::Builtin(name) => name.clone(),
        Function::Routine(name) => name.name.to_string(),
    }
}

fn children(node: &Node) -> Vec<&Node> {
    match node {
        Node::Null | Node::Constant(_) | Node::Column(_) | Node::Qualified(_) | Node::Relation(_) | Node::Done(_) => {
            Vec::new()
        }
        Node::Cast(of, _) | Node::Not(of) | Node::Is(of, _) | Node::Field(of, _) | Node::Collate(of, _) => vec![of],
        Node::Call(call) => call.arguments.iter().chain(call.filter.as_deref()).collect(),
        Node::Operator { left, right, .. } => left.as_deref().into_iter().chain([&**right]).collect(),
        Node::And(all) | Node::Or(all) | Node::Array(all) | Node::Row(all) => all.iter().collect(),
        Node::Quantified { left, array, .. } => vec![left, array],
        Node::Case { operand, whens, otherwise } => {
            let whens = whens.iter().flat_map(|(when, then)| [when, then]);
            operand.as_deref().into_iter().chain(whens).chain(otherwise.as_deref()).collect()
        }
        Node::Index(of, at) => vec![of, at],
        Node::Slice(of, from, to) => [Some(&**of), from.as_deref(), to.as_deref()].into_iter().flatten().collect(),
    }
}
