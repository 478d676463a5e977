//! Which values always become values of another type, and which expressions have a value for every row.

use crate::name::Name;
use crate::replay::recorder::Recorder;
use crate::schema::{DataType, Expression, TypeKind};

/// Returns the length of a string type.
pub(super) fn length(of: &DataType) -> Option<u32> {
    let is_string = of.is_builtin("character varying") || of.is_builtin("character");
    (is_string && !of.array).then(|| of.modifiers.parse().ok()).flatten()
}

/// Returns whether every value of one type is one of the other.
pub(super) fn always_fits(from: &DataType, to: &DataType) -> bool {
    if from.array != to.array {
        return to.is_builtin("text") && !to.array;
    }
    let any = |own: &DataType, names: &[&str]| names.iter().any(|name| own.is_builtin(name));
    let is_wide = |own: &DataType| own.modifiers.is_empty();
    if any(to, &["text"]) || (any(to, &["character varying"]) && is_wide(to)) {
        return true;
    }
    if let (Some(from), Some(to)) = (length(from), length(to)) {
        return from <= to;
    }
    if any(from, &["integer", "smallint", "bigint"]) {
        let order = ["smallint", "integer", "bigint"];
        let at = |own: &DataType| order.iter().position(|name| own.is_builtin(name));
        return match (at(from), at(to)) {
            (Some(from), Some(to)) => from <= to,
            _ => (any(to, &["numeric"]) && is_wide(to)) || any(to, &["double precision", "real"]),
        };
    }
    if any(from, &["boolean"]) && any(to, &["integer"]) {
        return true;
    }
    if any(from, &["numeric"]) && any(to, &["numeric"]) {
        return is_wide(to) || is_wider(from, to);
    }
    let times = ["timestamp without time zone", "timestamp with time zone", "date"];
    if any(from, &times) && any(to, &times) {
        return !any(from, &["date"]) || any(to, &["date"]);
    }
    (from.base == to.base && !any(from, &["character varying", "character", "numeric", "bit", "bit varying"]))
        || (any(from, &["json", "jsonb"]) && any(to, &["json"]))
        || (any(from, &["real"]) && any(to, &["double precision"]))
}

/// Returns whether two values of one type that differ also differ as values of the other, if they can become that.
pub(super) fn keeps_apart(from: &DataType, to: &DataType) -> bool {
    let any = |own: &DataType, names: &[&str]| names.iter().any(|name| own.is_builtin(name));
    let is_string = |own: &DataType| any(own, &["text", "character varying"]) && !own.array;
    if is_string(from) && is_string(to) {
        return true;
    }
    if any(from, &["integer", "smallint"]) && any(to, &["double precision"]) {
        return true;
    }
    let merges =
        ["date", "timestamp without time zone", "timestamp with time zone", "character", "real", "double precision"];
    always_fits(from, to) && !any(to, &merges)
}

/// `numeric(p, s)`: the digits on both sides of the point.
fn is_wider(from: &DataType, to: &DataType) -> bool {
    let read = |own: &DataType| -> Option<(i32, i32)> {
        let mut parts = own.modifiers.split(',').map(|own| own.trim().parse::<i32>().ok());
        let precision = parts.next()??;
        Some((precision, parts.next().unwrap_or(Some(0))?))
    };
    match (read(from), read(to)) {
        (Some((from, from_scale)), Some((to, to_scale))) => {
            to_scale >= from_scale && to - to_scale >= from - from_scale
        }
        _ => false,
    }
}

/// Returns whether an expression is one of those that have a value for every row.
pub(super) fn never_fails(text: &str) -> bool {
    let refused = ["/", "%", "::", "^", "substr", "to_", "sqrt", "ln(", "log(", "power", "CAST", "["];
    let functions =
        ["lower(", "upper(", "COALESCE(", "btrim(", "length(", "md5(", "date_trunc(", "date(", "to_tsvector("];
    let mut rest = text.to_string();
    for own in ["::text", "::tsvector", "::regconfig", "::character varying"] {
        rest = rest.replace(own, "");
    }
    for own in functions {
        rest = rest.replace(own, "(");
    }
    let is_called = rest.char_indices().any(|(at, c)| {
        c == '('
            && at > 0
            && rest
                .get(..at)
                .and_then(|own| own.chars().next_back())
                .is_some_and(|before| before.is_alphanumeric() || before == '_' || before == '"')
    });
    !is_called
        && !refused.iter().any(|own| rest.contains(own))
        && !['+', '*', '-'].iter().any(|own| rest.contains(*own))
}

/// Returns whether a USING clause says no more than the type does.
pub(in crate::replay) fn is_plain_cast(using: &Expression, column: &Name, to: &DataType) -> bool {
    let text = using.to_sql();
    let name = column.quoted();
    text == name || text == format!("{name}::{}", to.to_sql()) || text == format!("({name})::{}", to.to_sql())
}

impl Recorder {
    /// Returns whether an enum becomes another with all of its labels, or a text that holds them.
    pub(super) fn relabels(&self, from: &DataType, to: &DataType, using: Option<String>) -> bool {
        let labels = |of: &DataType| match &self.schema.type_named(of.user_type()?)?.kind {
            TypeKind::Enum { labels } => Some(labels.clone()),
            _ => None,
        };
        let Some(own) = labels(from).filter(|_| !from.array && !to.array) else { return false };
        let is_cast = using.is_none_or(|own| own.contains("::") && !own.contains([' ', '|', '+']));
        let fits = |label: &String, length: u32| u32::try_from(label.chars().count()).is_ok_and(|own| own <= length);
        is_cast
            && match labels(to) {
                Some(other) => own.iter().all(|label| other.contains(label)),
                None => length(to).is_some_and(|length| own.iter().all(|label| fits(label, length))),
            }
    }
}
