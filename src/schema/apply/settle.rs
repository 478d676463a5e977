//! What becomes of checks, index keys and predicates when the type of a column in them changes: PostgreSQL reads their
//! text anew. Where that could end in other words, or in a refusal, they are not known any more.

use super::edit::Edit;
use crate::name::Name;
use crate::schema::cast::{STRINGS, base_type};
use crate::schema::{
    ConstraintKind, DataType, Expression, Key, KeyTarget, ObjectId, Part, Schema, Stored, Table, Touched, Unknown,
};
use std::sync::Arc;

/// How the new type is related to the old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kinship {
    /// The canonical text stays as it is.
    Same,
    /// The same operators work; casts may come into the text.
    Family,
    /// The operators may not exist.
    Foreign,
}

const INTEGERS: [&str; 3] = ["smallint", "integer", "bigint"];
const NUMBERS: [&str; 6] = ["smallint", "integer", "bigint", "numeric", "real", "double precision"];
const TIMES: [&str; 3] = ["date", "timestamp without time zone", "timestamp with time zone"];

/// Settles the expressions of a table that have the column, before its type becomes `to`.
pub(super) fn settle(edit: &mut Edit<'_>, table: &Arc<Table>, name: &Name, to: &DataType) {
    let Some(from) = table.column(name).map(|own| own.data_type.clone()) else { return };
    let kinship = kinship(edit, &from, to);
    if kinship == Kinship::Same {
        return;
    }
    let reason = format!("PostgreSQL reads it anew, since column `{name}` is now of type {to}");
    let unknown = Unknown::new(reason, None);
    let is_hit = |own: &Expression| has_beyond_null_test(own, name);
    let mut hit = false;
    let mut changed = Table::clone(table);
    for constraint in changed.constraints.values_mut() {
        if let ConstraintKind::Check { expression, .. } | ConstraintKind::Exclude { definition: expression } =
            &mut constraint.kind
            && is_hit(expression)
        {
            *expression = unknown_on(expression, &unknown);
            hit = true;
        }
    }
    if hit {
        edit.put_table(changed);
    }
    let indexes: Vec<_> = edit.indexes_of(&table.name).cloned().collect();
    for index in indexes {
        let mut own = crate::schema::Index::clone(&index);
        let expressions = own.keys.iter_mut().filter_map(|key| match &mut key.target {
            KeyTarget::Expression(expression) => Some(expression),
            KeyTarget::Column(_) => None,
        });
        for expression in expressions.chain(&mut own.predicate).filter(|own| is_hit(own)) {
            *expression = unknown_on(expression, &unknown);
            hit = true;
        }
        if own != *index {
            edit.put(Key::Relation(own.name.clone()), Stored::Index(Arc::new(own)));
        }
    }
    if hit && kinship == Kinship::Foreign {
        let touched = Touched::Object(ObjectId::Column(table.name.clone(), name.clone()));
        let reason = format!("a check or an index on column `{name}` may not work with type {to}");
        edit.add_unknown(touched, Unknown::new(reason, None));
    }
}

fn kinship(schema: &Schema, from: &DataType, to: &DataType) -> Kinship {
    if from.base == to.base && from.array == to.array {
        return Kinship::Same;
    }
    let (old, new) = (base_type(schema, from), base_type(schema, to));
    let both = |names: &[&str]| {
        !old.array && !new.array && [&old, &new].iter().all(|own| names.iter().any(|name| own.is_builtin(name)))
    };
    let is_domain = old != *from || new != *to;
    let widens = INTEGERS.iter().any(|name| old.is_builtin(name)) && both(&NUMBERS);
    if !is_domain && (widens || both(&["text", "character varying"])) {
        Kinship::Same
    } else if old.base == new.base && old.array == new.array || both(&NUMBERS) || both(&TIMES) || both(&STRINGS) {
        Kinship::Family
    } else {
        Kinship::Foreign
    }
}

/// Returns whether an expression does more with the column than ask whether it is NULL.
fn has_beyond_null_test(expression: &Expression, column: &Name) -> bool {
    expression.parts.iter().enumerate().any(|(at, part)| {
        let follows = match expression.parts.get(at + 1) {
            Some(Part::Text(text)) => text.starts_with(" IS NOT NULL") || text.starts_with(" IS NULL"),
            _ => false,
        };
        matches!(part, Part::Column(name) if name == column) && !follows
    })
}

/// Returns an unknown expression on the same columns, so that it still goes with them.
fn unknown_on(expression: &Expression, unknown: &Unknown) -> Expression {
    let columns = expression.parts.iter().filter(|part| matches!(part, Part::Column(_))).cloned();
    Expression { parts: std::iter::once(Part::Unknown(unknown.clone())).chain(columns).collect() }
}
