//! Which type an expression has, as far as that can be told without the catalog (PostgreSQL 15, `parse_oper.c`,
//! `parse_func.c`). `None` wherever there is doubt.

use crate::schema::{DataType, TypeBase};
use crate::sql::Context;
use crate::sql::expression::node::{Call, Node};

/// Returns the type of a settled tree.
pub(in crate::sql) fn type_of(node: &Node, context: &Context<'_>) -> Option<DataType> {
    match node {
        Node::Constant(constant) => constant.of.clone(),
        Node::Column(name) => context.type_of(name).map(|own| context.base_of(own)),
        Node::Qualified(names) => match names.as_slice() {
            [row, name] if matches!(row.as_str(), "old" | "new") => {
                context.type_of(name).map(|own| context.base_of(own))
            }
            names => context.scope?.type_of(names).map(|own| context.base_of(&own)),
        },
        Node::Cast(_, to) => Some(to.clone()),
        Node::And(_) | Node::Or(_) | Node::Not(_) | Node::Is(..) | Node::Quantified { .. } => Some(boolean()),
        Node::Operator { left, operator, right } => {
            let left = left.as_ref().map(|left| type_of(left, context));
            of_operator(left, operator, type_of(right, context))
        }
        Node::Call(call) => of_call(call, context),
        Node::Case { whens, otherwise, .. } => {
            common_of(whens.iter().map(|(_, then)| then).chain(otherwise.as_deref()), context)
        }
        Node::Array(elements) => elements.iter().find_map(|node| type_of(node, context)).map(DataType::into_array),
        Node::Collate(of, _) => type_of(of, context),
        Node::Index(of, _) => {
            let mut own = type_of(of, context)?;
            (std::mem::replace(&mut own.array, false)).then_some(own)
        }
        Node::Null | Node::Row(_) | Node::Slice(..) | Node::Field(..) | Node::Relation(_) | Node::Done(_) => None,
    }
}

/// Returns whether values of the type are strings that all behave alike: not `character`, whose blanks do not count.
pub(in crate::sql) fn is_text(own: &DataType) -> bool {
    own.is_builtin("text") || own.is_builtin("character varying")
}

/// Returns whether blanks at the end of a value do not count.
pub(in crate::sql) fn is_padded(own: &DataType) -> bool {
    own.is_builtin("character") || own.is_builtin("bpchar")
}

/// Returns whether the type is a number.
pub(in crate::sql) fn is_number(own: &DataType) -> bool {
    rank(own).is_some()
}

/// Returns whether the type is `citext`, which compares without regard to case and is `text` for most functions.
pub(in crate::sql) fn is_citext(own: &DataType) -> bool {
    !own.array && own.user_type().is_some_and(|name| name.name.as_str() == "citext")
}

/// Returns whether the operator compares two values of one type.
pub(in crate::sql) fn is_comparison(operator: &str) -> bool {
    matches!(operator, "=" | "<>" | "<" | ">" | "<=" | ">=" | "IS DISTINCT FROM" | "IS NOT DISTINCT FROM")
}

/// Returns whether the operator matches text against a pattern.
pub(in crate::sql) fn is_match(operator: &str) -> bool {
    matches!(operator, "~~" | "!~~" | "~~*" | "!~~*" | "~" | "!~" | "~*" | "!~*" | "^@")
}

/// Returns the type to which two numbers are brought before the operator is applied.
pub(in crate::sql) fn common_for(operator: &str, left: &DataType, right: &DataType) -> Option<DataType> {
    let common = common_number(left, right)?;
    if operator != "^" || common.is_builtin("numeric") {
        return Some(common);
    }
    Some(DataType::builtin("double precision"))
}

/// Returns the type to which two numbers are brought.
pub(in crate::sql) fn common_number(left: &DataType, right: &DataType) -> Option<DataType> {
    let (a, b) = (rank(left)?, rank(right)?);
    // `real` with `numeric` is computed in `double precision`.
    let highest = if (a.max(b) == 4) && a != b { 5 } else { a.max(b) };
    NUMBERS.get(highest).map(|name| DataType::builtin(name))
}

/// Returns the type to which values that must have one type are brought (`select_common_type`): one to which all others
/// become by themselves.
pub(in crate::sql) fn common_type(types: impl IntoIterator<Item = DataType>) -> Option<DataType> {
    const TIMES: &[&str] = &["date", "timestamp without time zone", "timestamp with time zone"];
    let mut types = types.into_iter();
    let first = types.next()?;
    types.try_fold(first, |common, next| {
        let place = |own: &DataType| TIMES.iter().position(|name| own.is_builtin(name)).filter(|_| !own.array);
        let is_string = |own: &DataType| !own.array && (is_text(own) || is_padded(own) || is_citext(own));
        if common.base == next.base && common.array == next.array {
            return Some(common);
        }
        if let (Some(a), Some(b)) = (rank(&common).or(place(&common)), rank(&next).or(place(&next)))
            && is_number(&common) == is_number(&next)
        {
            return Some(if a < b { next } else { common });
        }
        let is_alike = is_string(&common) && is_string(&next);
        is_alike.then(|| if is_text(&next) && is_citext(&common) { next } else { common })
    })
}

/// Returns the common type of what has a type of its own, if each is known.
fn common_of<'a>(nodes: impl Iterator<Item = &'a Node>, context: &Context<'_>) -> Option<DataType> {
    let is_open = |node: &Node| *node == Node::Null || matches!(node, Node::Constant(own) if own.of.is_none());
    let types: Option<Vec<DataType>> = nodes.filter(|node| !is_open(node)).map(|node| type_of(node, context)).collect();
    common_type(types?)
}

pub(in crate::sql) fn boolean() -> DataType {
    DataType::builtin("boolean")
}

pub(in crate::sql) fn text() -> DataType {
    DataType::builtin("text")
}

/// In the order in which they are promoted.
const NUMBERS: &[&str] = &["smallint", "integer", "bigint", "numeric", "real", "double precision"];

fn rank(own: &DataType) -> Option<usize> {
    let TypeBase::Builtin(name) = &own.base else { return None };
    NUMBERS.iter().position(|number| !own.array && *number == name.as_str())
}

fn of_operator(left: Option<Option<DataType>>, operator: &str, right: Option<DataType>) -> Option<DataType> {
    if is_comparison(operator)
        || is_match(operator)
        || matches!(operator, "@>" | "<@" | "&&" | "?" | "?|" | "?&" | "@@" | "OVERLAPS" | "<<=" | ">>=")
    {
        return Some(boolean());
    }
    let Some(left) = left else { return right.filter(is_number) };
    let left = left.map(|own| DataType { modifiers: String::new(), ..own });
    match operator {
        "->>" | "#>>" => Some(text()),
        "->" | "#>" | "#-" => left,
        "||" => match (&left, &right) {
            (Some(own), _) | (_, Some(own)) if is_text(own) => Some(text()),
            (Some(own), _) if own.array || own.is_builtin("jsonb") => left,
            _ => None,
        },
        "+" | "-" | "*" | "/" | "%" | "^" | "&" | "|" | "#" => {
            let (left, right) = (left?, right?);
            of_times(&left, operator, &right).or_else(|| common_for(operator, &left, &right))
        }
        _ => None,
    }
}

/// Arithmetic with dates, times and intervals (PostgreSQL's documentation, table 9.32).
fn of_times(left: &DataType, operator: &str, right: &DataType) -> Option<DataType> {
    let is_interval = |own: &DataType| own.is_builtin("interval");
    let is_date = |own: &DataType| own.is_builtin("date");
    let interval = || DataType::builtin("interval");
    match operator {
        "+" | "-" if is_interval(left) && is_interval(right) => Some(interval()),
        "+" | "-" if is_date(left) && is_interval(right) => Some(DataType::builtin("timestamp without time zone")),
        "+" | "-" if is_time(left) && is_interval(right) => Some(left.clone()),
        "+" | "-" if is_date(left) && right.is_builtin("integer") => Some(left.clone()),
        "+" if is_interval(left) && is_time(right) => of_times(right, operator, left),
        "-" if is_date(left) && is_date(right) => Some(DataType::builtin("integer")),
        "-" if is_time(left) && is_time(right) && !left.is_builtin("time with time zone") => Some(interval()),
        "*" | "/" if is_interval(left) && is_number(right) => Some(interval()),
        "*" if is_number(left) && is_interval(right) => Some(interval()),
        _ => None,
    }
}

fn is_time(own: &DataType) -> bool {
    matches!(&own.base, TypeBase::Builtin(name) if name.as_str().starts_with("time") || name.as_str() == "date")
}

fn of_call(call: &Call, context: &Context<'_>) -> Option<DataType> {
    let first = || call.arguments.first().and_then(|own| type_of(own, context));
    let own = match call.builtin()? {
        "now" | "clock_timestamp" | "statement_timestamp" | "to_timestamp" => "timestamp with time zone",
        "lower" | "upper" | "initcap" | "btrim" | "ltrim" | "rtrim" | "replace" | "concat" | "concat_ws" | "left"
        | "right" | "md5" | "to_char" | "regexp_replace" | "split_part" | "encode" | "format" | "repeat"
        | "reverse" | "translate" | "lpad" | "rpad" | "string_agg" | "quote_ident" | "quote_literal"
        | "current_setting" | "array_to_string" => {
            // `lower(range)` and friends are other functions.
            let is_string = |own: DataType| is_text(&own) || is_padded(&own) || is_citext(&own);
            return first()
                .is_none_or(|own| is_string(own) || !matches!(call.builtin(), Some("lower" | "upper")))
                .then(text);
        }
        "length" | "char_length" | "character_length" | "octet_length" | "bit_length" | "position" | "strpos"
        | "array_length" | "cardinality" | "jsonb_array_length" | "json_array_length" | "ascii" | "num_nonnulls"
        | "num_nulls" => "integer",
        "count" | "nextval" | "currval" | "lastval" | "txid_current" => "bigint",
        "random" => "double precision",
        "gen_random_uuid" | "uuidv4" | "uuidv7" => "uuid",
        "to_tsvector" => "tsvector",
        "to_tsquery" | "plainto_tsquery" | "websearch_to_tsquery" => "tsquery",
        "to_jsonb" | "jsonb_build_object" | "jsonb_build_array" | "jsonb_set" | "jsonb_agg" => "jsonb",
        "to_json" | "json_build_object" | "json_build_array" | "json_agg" => "json",
        "jsonb_typeof" | "json_typeof" => "text",
        "bool_and" | "bool_or" | "every" | "starts_with" => "boolean",
        "COALESCE" | "GREATEST" | "LEAST" => return common_of(call.arguments.iter(), context),
        "NULLIF" | "abs" | "max" | "min" => return first(),
        "date_trunc" => return call.arguments.get(1).and_then(|own| type_of(own, context)).filter(is_time),
        "timezone" => {
            let of = call.arguments.get(1).and_then(|own| type_of(own, context))?;
            let has_zone = of.is_builtin("timestamp with time zone");
            if !has_zone && !of.is_builtin("timestamp without time zone") {
                return None;
            }
            if has_zone { "timestamp without time zone" } else { "timestamp with time zone" }
        }
        _ => return None,
    };
    Some(DataType::builtin(own))
}
