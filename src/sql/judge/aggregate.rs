//! Aggregates: what they take and give, and the columns that they stand around (PostgreSQL 15, `parse_agg.c`).

use super::types::{Category, Of, Own, words_of};
use super::{Judge, Judged, open, refused};
use crate::schema::{DataType, SqlState};
use squawk_syntax::ast::{self, AstNode};

/// The aggregates that are weighed, and how many arguments they take.
const AGGREGATES: &[(&str, usize)] = &[
    ("array_agg", 1),
    ("avg", 1),
    ("bool_and", 1),
    ("bool_or", 1),
    ("count", 1),
    ("every", 1),
    ("json_agg", 1),
    ("jsonb_agg", 1),
    ("max", 1),
    ("min", 1),
    ("string_agg", 2),
    ("sum", 1),
];

impl Judge<'_> {
    /// Judges a call of an aggregate.
    pub(super) fn aggregate(&self, name: &str, arguments: &[Own]) -> Judged<Own> {
        if !self.aggregates.get() {
            return open("limbeck does not know whether an aggregate may stand here");
        }
        let unweighed = || open(format!("limbeck does not weigh {name}()"));
        let [first, rest @ ..] = arguments else { return unweighed() };
        if !AGGREGATES.contains(&(name, arguments.len())) {
            return unweighed();
        }
        use Category as C;
        let out = |own: Own| Ok(own.after(arguments).nullable());
        match (name, self.category_of(first), &first.of) {
            ("count", ..) => Ok(Own { null: false, ..Own::builtin("bigint").after(arguments) }),
            ("json_agg", ..) => out(Own::builtin("json")),
            ("jsonb_agg", ..) => out(Own::builtin("jsonb")),
            ("max" | "min", Some(C::Text), Of::Type(of)) if of.is_builtin("character varying") => {
                out(Own::builtin("text"))
            }
            ("max" | "min", Some(C::Number | C::Text | C::Time | C::Interval | C::Enum(_)), Of::Type(of)) => {
                out(Own::typed(of.clone()))
            }
            ("sum" | "avg", Some(C::Number), Of::Type(of)) => match total(name, &self.base(of)) {
                Some(of) => out(Own::builtin(of).failing()),
                None => unweighed(),
            },
            ("bool_or" | "bool_and" | "every", Some(C::Boolean), _) => out(Own::boolean()),
            ("string_agg", Some(C::Text), _)
                if rest.iter().all(|own| matches!(self.category_of(own), None | Some(C::Text))) =>
            {
                out(Own::builtin("text"))
            }
            ("array_agg", Some(_), Of::Type(of)) if !of.array => out(Own::typed(DataType::into_array(of.clone()))),
            ("max" | "min", Some(C::Boolean | C::Uuid | C::Json | C::Jsonb), _)
            | ("sum" | "avg", Some(C::Text | C::Boolean | C::Uuid | C::Time), _) => refused(
                SqlState::UNDEFINED_FUNCTION,
                format!("function {name}({}) does not exist", words_of(arguments)),
            ),
            _ => unweighed(),
        }
    }
}

/// Returns the type of a sum or an average.
fn total(name: &str, of: &DataType) -> Option<&'static str> {
    const TOTALS: &[(&str, &str, &str)] = &[
        ("smallint", "bigint", "numeric"),
        ("integer", "bigint", "numeric"),
        ("bigint", "numeric", "numeric"),
        ("numeric", "numeric", "numeric"),
        ("real", "real", "double precision"),
        ("double precision", "double precision", "double precision"),
    ];
    let (_, sum, average) = TOTALS.iter().find(|(own, ..)| of.is_builtin(own))?;
    Some(if name == "sum" { sum } else { average })
}

pub(super) fn is_aggregate(name: &str) -> bool {
    AGGREGATES.iter().any(|(own, _)| *own == name)
}

/// Returns the name of the function that is called, as PostgreSQL's own are called.
pub(super) fn name_of_call(call: &ast::CallExpr) -> Option<String> {
    let name = call.expr()?.syntax().text().to_string().to_ascii_lowercase();
    Some(name.trim_start_matches("pg_catalog.").to_string())
}

fn calls_aggregate(call: &ast::CallExpr) -> bool {
    call.over_clause().is_none() && name_of_call(call).is_some_and(|name| is_aggregate(&name))
}

/// Returns whether a target of the query calls an aggregate, subqueries aside.
pub(super) fn has_aggregate(own: &ast::Select) -> bool {
    let list = own.select_clause().and_then(|own| own.target_list());
    let mut targets = list.into_iter().flat_map(|own| own.targets()).filter_map(|own| own.expr());
    targets.any(|expr| {
        let mut outside = expr.syntax().ancestors().skip(1);
        let query = outside.find(|own| ast::Select::can_cast(own.kind()));
        let is_own =
            |call: &ast::CallExpr| call.syntax().ancestors().find(|own| ast::Select::can_cast(own.kind())) == query;
        expr.syntax().descendants().filter_map(ast::CallExpr::cast).any(|call| calls_aggregate(&call) && is_own(&call))
    })
}

/// Returns whether every column of an expression stands in one of the keys of GROUP BY, in an aggregate or in a subquery.
pub(super) fn is_covered(expr: &ast::Expr, keys: &[String]) -> bool {
    let mut names = expr.syntax().descendants().filter(|own| ast::NameRef::can_cast(own.kind()));
    names.all(|own| {
        let text = own.text().to_string();
        let is_word = text.to_ascii_lowercase().starts_with("current_") || text.eq_ignore_ascii_case("localtimestamp");
        let call = own.parent().and_then(ast::CallExpr::cast).and_then(|call| call.expr());
        let is_function = call.is_some_and(|of| *of.syntax() == own);
        let mut around = own.ancestors().take_while(|own| own != expr.syntax()).chain([expr.syntax().clone()]);
        is_word
            || is_function
            || around.any(|own| {
                keys.contains(&own.text().to_string())
                    || ast::Select::can_cast(own.kind())
                    || ast::CallExpr::cast(own).is_some_and(|call| calls_aggregate(&call))
            })
    })
}
