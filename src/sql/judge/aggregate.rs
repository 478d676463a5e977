//! Aggregates: what they take and give, and the columns that they stand around.

use super::types::{Category, Of, Own};
use super::{Judge, Judged, open, refused};
use crate::schema::{DataType, SqlState};
use squawk_syntax::ast::{self, AstNode};

/// The aggregates that are weighed.
const AGGREGATES: &[&str] = &[
    "count",
    "max",
    "min",
    "sum",
    "avg",
    "bool_or",
    "bool_and",
    "string_agg",
    "array_agg",
    "every",
    "json_agg",
    "jsonb_agg",
];

impl Judge<'_> {
    /// Judges a call of an aggregate.
    pub(super) fn aggregate(&self, name: &str, arguments: &[Own]) -> Judged<Own> {
        if !self.aggregates.get() {
            return open("limbeck does not know whether an aggregate may stand here");
        }
        let first = arguments.first();
        let category = first.and_then(|own| self.category_of(own));
        let out = |own: Own| Ok(own.after(arguments).nullable());
        match (name, &category) {
            ("count", _) => Ok(Own { null: false, ..Own::builtin("bigint").after(arguments) }),
            (
                "max" | "min",
                Some(Category::Number | Category::Text | Category::Time | Category::Interval | Category::Enum(_)),
            ) => {
                let of = first.map(|own| own.of.clone());
                match of {
                    Some(Of::Type(of)) => out(Own::typed(of)),
                    _ => open(format!("limbeck does not weigh {name}()")),
                }
            }
            ("max" | "min", Some(Category::Boolean | Category::Uuid | Category::Json | Category::Jsonb))
            | ("sum" | "avg", Some(Category::Text | Category::Boolean | Category::Uuid | Category::Time)) => {
                let word = first.map(Own::word).unwrap_or_default();
                refused(SqlState::UNDEFINED_FUNCTION, format!("function {name}({word}) does not exist"))
            }
            ("sum" | "avg", Some(Category::Number)) => out(Own::builtin("numeric").failing()),
            ("bool_or" | "bool_and" | "every", Some(Category::Boolean)) => out(Own::boolean()),
            ("string_agg", Some(Category::Text)) if arguments.len() == 2 => out(Own::builtin("text")),
            ("array_agg", Some(_)) => match first.map(|own| own.of.clone()) {
                Some(Of::Type(of)) if !of.array => out(Own::typed(DataType::into_array(of))),
                _ => open("limbeck does not weigh array_agg()"),
            },
            ("json_agg", _) => out(Own::builtin("json")),
            ("jsonb_agg", _) => out(Own::builtin("jsonb")),
            _ => open(format!("limbeck does not weigh {name}()")),
        }
    }
}

pub(super) fn is_aggregate(name: &str) -> bool {
    AGGREGATES.contains(&name)
}

fn calls_aggregate(call: &ast::CallExpr) -> bool {
    let name = call.expr().map(|own| own.syntax().text().to_string().to_ascii_lowercase()).unwrap_or_default();
    call.over_clause().is_none() && is_aggregate(name.trim_start_matches("pg_catalog."))
}

/// Returns whether a target of the query calls an aggregate, subqueries aside.
pub(super) fn has_aggregate(own: &ast::Select) -> bool {
    let list = own.select_clause().and_then(|own| own.target_list());
    let targets = list.into_iter().flat_map(|own| own.targets()).filter_map(|own| own.expr());
    targets.into_iter().any(|expr| {
        let inside = |call: &ast::CallExpr| {
            call.syntax()
                .ancestors()
                .take_while(|own| own != expr.syntax())
                .any(|own| ast::Select::can_cast(own.kind()))
        };
        expr.syntax().descendants().filter_map(ast::CallExpr::cast).any(|call| calls_aggregate(&call) && !inside(&call))
    })
}

/// Returns whether every column of an expression stands in an aggregate or in a subquery.
pub(super) fn is_covered(expr: &ast::Expr) -> bool {
    let names = expr.syntax().descendants().filter(|own| ast::NameRef::can_cast(own.kind()));
    names.into_iter().all(|own| {
        let text = own.text().to_string();
        let is_word = text.to_ascii_lowercase().starts_with("current_") || text.eq_ignore_ascii_case("localtimestamp");
        let is_function = own
            .parent()
            .and_then(ast::CallExpr::cast)
            .is_some_and(|call| call.expr().is_some_and(|of| *of.syntax() == own));
        is_word
            || is_function
            || own.ancestors().any(|own| {
                ast::CallExpr::cast(own.clone()).is_some_and(|call| calls_aggregate(&call))
                    || (ast::Select::can_cast(own.kind()) && own.text_range().len() < expr.syntax().text_range().len())
            })
    })
}
