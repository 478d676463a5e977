//! Queries: the columns they give, whether they have rows, whether a row can stop them.

use super::expression::Scopes;
use super::from::{Column, Scope, Source, output};
use super::types::{Category, Of, Own};
use super::{Judge, Judged, open, refused, unread};
use crate::name::Name;
use crate::schema::{DataType, SqlState};
use crate::sql::names::{name_at, names_in};
use squawk_syntax::ast::{self, AstNode};

/// What a query gives.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub columns: Vec<Column>,
    /// Whether it gives no row for sure.
    pub no_rows: bool,
    /// Whether it gives at most one.
    pub one_row: bool,
    /// Whether it is computed from no row at all.
    pub from_none: bool,
}

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
    /// Judges a query whose rows are computed and looked at.
    pub(super) fn computed(&self, own: &ast::Select) -> Judged<()> {
        self.select(own, &[]).map(|_| ())
    }

    pub(super) fn variant(&self, own: &ast::SelectVariant, outer: Scopes<'_>) -> Judged<Output> {
        match own {
            ast::SelectVariant::Select(own) => self.select(own, outer),
            ast::SelectVariant::ParenSelect(own)
                if own.with_clause().is_none() && own.tail_clauses().next().is_none() =>
            {
                self.variant(&unread(own.select())?, outer)
            }
            ast::SelectVariant::CompoundSelect(own) => {
                let (left, right) =
                    (self.variant(&unread(own.lhs())?, outer)?, self.variant(&unread(own.rhs())?, outer)?);
                if left.columns.len() != right.columns.len() {
                    return refused(SqlState::SYNTAX_ERROR, "each UNION query must have the same number of columns");
                }
                let mut columns = Vec::new();
                for (left, right) in left.columns.iter().zip(&right.columns) {
                    let common = self.common(&[left.own.clone(), right.own.clone()])?;
                    columns.push(Column { name: left.name.clone(), own: common });
                }
                Ok(Output { columns, no_rows: left.no_rows && right.no_rows, one_row: false, from_none: false })
            }
            ast::SelectVariant::Values(own) => {
                let rows: Vec<Vec<Own>> = unread(own.row_list())?
                    .rows()
                    .map(|row| row.exprs().map(|expr| self.expr(&expr, outer)).collect())
                    .collect::<Judged<_>>()?;
                let width = rows.first().map_or(0, Vec::len);
                if rows.iter().any(|row| row.len() != width) {
                    return refused(SqlState::SYNTAX_ERROR, "VALUES lists must all be the same length");
                }
                let mut columns = Vec::new();
                for at in 0..width {
                    let cells: Vec<Own> = rows.iter().filter_map(|row| row.get(at)).cloned().collect();
                    let own = if let [one] = cells.as_slice() {
                        one.clone()
                    } else {
                        Own { literal: None, ..self.common(&cells)? }
                    };
                    columns.push(Column { name: Name::verbatim(&format!("column{}", at + 1)), own });
                }
                Ok(Output { columns, no_rows: false, one_row: rows.len() == 1, from_none: false })
            }
            _ => open("limbeck does not weigh a query"),
        }
    }

    /// Judges a SELECT.
    pub(super) fn select(&self, own: &ast::Select, outer: Scopes<'_>) -> Judged<Output> {
        if own.window_clause().is_some() || own.filter_clause().is_some() {
            return open("limbeck does not weigh a window of a query");
        }
        let mut scope = Scope::default();
        if let Some(with) = own.with_clause() {
            self.with(&with, &mut scope, outer)?;
        }
        let mut no_rows = false;
        for item in own.from_clause().into_iter().flat_map(|own| own.items()) {
            no_rows |= self.from(&item, &mut scope, outer)?;
        }
        let mut scopes: Vec<&Scope> = outer.to_vec();
        scopes.push(&scope);
        let mut all = Vec::new();
        if let Some(clause) = own.where_clause() {
            all.push(self.condition(&unread(clause.expr())?, &scopes, "WHERE")?);
        }
        let columns = self.targets(own, &scope, &scopes)?;
        all.extend(columns.iter().map(|own| own.own.clone()));
        let is_grouped = self.group(own, &scopes, &mut all)?;
        let mut one_row = own.from_clause().is_none() || (!is_grouped && has_aggregate(own));
        for clause in own.tail_clauses() {
            match clause {
                ast::SelectTailClause::OrderByClause(order) => {
                    for by in order.sort_by_list().into_iter().flat_map(|own| own.sort_bys()) {
                        let expr = unread(by.expr())?;
                        if expr.syntax().text().to_string().parse::<usize>().is_ok() {
                            continue;
                        }
                        let bare = names_in(expr.syntax()).filter(|own| own.len() == 1).and_then(|mut own| own.pop());
                        if !bare.is_some_and(|name| columns.iter().any(|own| own.name == name)) {
                            all.push(self.expr(&expr, &scopes)?);
                        }
                    }
                }
                ast::SelectTailClause::LimitClause(own) => {
                    one_row |= own.syntax().text().to_string().split_whitespace().nth(1) == Some("1");
                }
                ast::SelectTailClause::OffsetClause(_) | ast::SelectTailClause::LockingClause(_) => {}
                ast::SelectTailClause::FetchClause(_) => return open("limbeck does not weigh FETCH"),
            }
        }
        if !no_rows && !self.kept.get() && all.iter().any(|own| own.fails) {
            self.note("whether a query can be computed for every row is not known");
        }
        let counts = !is_grouped && has_aggregate(own);
        Ok(Output { columns, no_rows: no_rows && !counts, one_row, from_none: no_rows })
    }

    pub(super) fn with(&self, with: &ast::WithClause, scope: &mut Scope, outer: Scopes<'_>) -> Judged<()> {
        if with.recursive_token().is_some() {
            return open("limbeck does not weigh a recursive query");
        }
        for table in with.with_tables() {
            let mut scopes: Vec<&Scope> = outer.to_vec();
            scopes.push(scope);
            let output = match unread(table.query())? {
                ast::WithQuery::Select(own) => self.select(&own, &scopes)?,
                ast::WithQuery::CompoundSelect(own) => {
                    self.variant(&ast::SelectVariant::CompoundSelect(own), &scopes)?
                }
                ast::WithQuery::Values(own) => self.variant(&ast::SelectVariant::Values(own), &scopes)?,
                _ => return open("limbeck does not weigh what a WITH changes"),
            };
            let names: Vec<Name> = table
                .column_list()
                .into_iter()
                .flat_map(|own| own.column_names().map(|name| name_at(&name)).collect::<Vec<_>>())
                .collect();
            let mut columns = output.columns;
            for (column, name) in columns.iter_mut().zip(names) {
                column.name = name;
            }
            scope.with.push((name_at(&unread(table.name())?), columns));
        }
        Ok(())
    }

    fn targets(&self, own: &ast::Select, scope: &Scope, scopes: Scopes<'_>) -> Judged<Vec<Column>> {
        let mut columns = Vec::new();
        let list = own.select_clause().and_then(|own| own.target_list());
        let aggregated = has_aggregate(own) && own.group_by_clause().is_none();
        for target in list.into_iter().flat_map(|own| own.targets()) {
            if target.star_token().is_some() {
                let text = target.syntax().text().to_string();
                let qualifier = text.trim().trim_end_matches('*').trim().trim_end_matches('.').to_string();
                let is_meant =
                    |own: &&Source| qualifier.is_empty() || own.alias == crate::sql::names::name_of(&qualifier);
                for source in scope.sources.iter().filter(is_meant) {
                    let all = source
                        .columns
                        .as_ref()
                        .ok_or(())
                        .or_else(|()| open(format!("the columns of `{}` are not known", source.alias)))?;
                    columns.extend(all.iter().filter(|own| !source.merged.contains(&own.name)).cloned());
                }
                continue;
            }
            let expr = unread(target.expr())?;
            let value = self.expr(&expr, scopes)?;
            if aggregated && !is_covered(&expr) {
                let message = "a column must appear in the GROUP BY clause or be used in an aggregate function";
                return refused(SqlState::GROUPING_ERROR, message);
            }
            let name = match target.as_name() {
                Some(own) => name_at(&unread(own.name())?),
                None => figure(&expr),
            };
            columns.push(output(name, value));
        }
        Ok(columns)
    }

    /// Judges GROUP BY and HAVING.
    fn group(&self, own: &ast::Select, scopes: Scopes<'_>, all: &mut Vec<Own>) -> Judged<bool> {
        if let Some(having) = own.having_clause() {
            all.push(self.condition(&unread(having.expr())?, scopes, "HAVING")?);
        }
        let Some(clause) = own.group_by_clause() else { return Ok(false) };
        let mut keys = Vec::new();
        for by in unread(clause.group_by_list())?.group_bys() {
            let ast::GroupBy::GroupingExpr(by) = by else { return open("limbeck does not weigh a GROUP BY") };
            keys.push(unread(by.expr())?.syntax().text().to_string());
        }
        let list = own.select_clause().and_then(|own| own.target_list());
        for (at, target) in list.into_iter().flat_map(|own| own.targets()).enumerate() {
            let Some(expr) = target.expr() else { return open("limbeck does not weigh a GROUP BY") };
            let text = expr.syntax().text().to_string();
            let alias = target.as_name().and_then(|own| own.name()).map(|own| own.syntax().text().to_string());
            let is_key =
                keys.iter().any(|own| *own == text || Some(own) == alias.as_ref() || *own == (at + 1).to_string());
            if !is_key && !is_covered(&expr) {
                return open("limbeck does not know whether a column is covered by GROUP BY");
            }
        }
        Ok(true)
    }

    /// Judges a call of an aggregate.
    pub(super) fn aggregate(&self, name: &str, arguments: &[Own]) -> Judged<Own> {
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
fn has_aggregate(own: &ast::Select) -> bool {
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
fn is_covered(expr: &ast::Expr) -> bool {
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

/// Returns the name that an output column gets (`FigureColname`), as far as it matters.
fn figure(expr: &ast::Expr) -> Name {
    match expr {
        ast::Expr::NameRef(_) | ast::Expr::FieldExpr(_) => {
            names_in(expr.syntax()).and_then(|mut own| own.pop()).unwrap_or_else(|| Name::verbatim("?column?"))
        }
        ast::Expr::CastExpr(own) => own.expr().map_or_else(|| Name::verbatim("?column?"), |own| figure(&own)),
        ast::Expr::CallExpr(own) => own
            .expr()
            .and_then(|own| names_in(own.syntax()))
            .and_then(|mut own| own.pop())
            .unwrap_or_else(|| Name::verbatim("?column?")),
        ast::Expr::CaseExpr(_) => Name::verbatim("case"),
        _ => Name::verbatim("?column?"),
    }
}
