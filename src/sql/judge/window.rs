//! Window functions: what they take and give, and where they may stand (PostgreSQL 15, `transformWindowFuncCall` in
//! `parse_agg.c`). Frames and named windows are open.

use super::aggregate::{has_aggregate, is_aggregate};
use super::expression::Scopes;
use super::types::{Of, Own};
use super::{Judge, Judged, open, unread};
use crate::operation::RelationRef;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// The functions without arguments, and what they give.
const NUMBERS: &[(&str, &str)] = &[
    ("cume_dist", "double precision"),
    ("dense_rank", "bigint"),
    ("percent_rank", "double precision"),
    ("rank", "bigint"),
    ("row_number", "bigint"),
];

/// The functions that give a value of another row.
const OTHERS: &[&str] = &["first_value", "lag", "last_value", "lead"];

impl Judge<'_> {
    /// Judges a call with OVER.
    pub(super) fn windowed(&self, own: &ast::CallExpr, name: &RelationRef, scopes: Scopes<'_>) -> Judged<Own> {
        let over = own.over_clause().and_then(|own| own.over_target());
        let Some(ast::OverTarget::OverWindowSpec(over)) = over else {
            return open("limbeck does not weigh a window of a query");
        };
        let spec = over.window_spec();
        let is_framed = spec.as_ref().is_some_and(|own| own.frame_clause().is_some() || own.window_ref().is_some());
        if is_framed || own.filter_clause().is_some() || !stands_in_list(own) {
            return open("limbeck does not weigh such a window function");
        }
        let allowed = self.aggregates.replace(false);
        let mut keys = Vec::new();
        if let Some(spec) = spec {
            for expr in spec.partition_by_clause().into_iter().flat_map(|own| own.exprs().collect::<Vec<_>>()) {
                keys.push(self.expr(&expr, scopes)?);
            }
            let order = spec.order_by_clause().and_then(|own| own.sort_by_list());
            for by in order.into_iter().flat_map(|own| own.sort_bys()) {
                keys.push(self.expr(&unread(by.expr())?, scopes)?);
            }
        }
        keys.iter().try_for_each(|own| self.has_order(own))?;
        let list = unread(own.arg_list())?;
        let is_star = list.star_token().is_some();
        let mut arguments = Vec::new();
        for argument in list.args() {
            if argument.variadic_token().is_some() || argument.order_by_clause().is_some() {
                return open("limbeck does not weigh the arguments of a window function");
            }
            arguments.push(self.expr(&unread(argument.expr())?, scopes)?);
        }
        self.aggregates.set(allowed);
        let is_plain = !list.syntax().text().to_string().to_ascii_lowercase().contains("distinct");
        let word = name.name.as_str();
        let is_own = name.schema.is_none() && !self.has_routine(word) && is_plain;
        let given = NUMBERS.iter().find(|(own, _)| *own == word).map(|(_, of)| Own { null: false, ..Own::builtin(of) });
        let value = match (given, arguments.as_slice()) {
            (Some(given), []) if is_own && !is_star => given,
            (None, [first]) if is_own && OTHERS.contains(&word) && matches!(first.of, Of::Type(_)) => {
                Own { literal: None, ..first.clone() }.nullable()
            }
            (None, []) if is_own && is_star && word == "count" => Own { null: false, ..Own::builtin("bigint") },
            (None, [_, ..]) if is_own && is_aggregate(word) => {
                self.aggregates.set(true);
                let value = self.aggregate(word, &arguments);
                self.aggregates.set(allowed);
                value?.nullable()
            }
            _ => return open("limbeck does not weigh such a window function"),
        };
        Ok(Own { fails: value.fails || keys.iter().any(|own| own.fails), ..value })
    }
}

/// Returns whether a call stands in the list of a query that is not grouped, and in no other call that gathers rows.
fn stands_in_list(own: &ast::CallExpr) -> bool {
    let mut around = own.syntax().ancestors().skip(1);
    let gathers = |own: &SyntaxNode| {
        let call = ast::CallExpr::cast(own.clone());
        call.is_some_and(|own| {
            let name = own.expr().map(|own| own.syntax().text().to_string().to_ascii_lowercase()).unwrap_or_default();
            own.over_clause().is_some() || is_aggregate(name.trim_start_matches("pg_catalog."))
        })
    };
    let is_target = around
        .find(|own| ast::Target::can_cast(own.kind()) || ast::Select::can_cast(own.kind()) || gathers(own))
        .is_some_and(|own| ast::Target::can_cast(own.kind()));
    let query = around.find_map(ast::Select::cast);
    is_target
        && query
            .is_some_and(|own| own.group_by_clause().is_none() && own.having_clause().is_none() && !has_aggregate(&own))
}
