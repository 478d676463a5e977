//! Queries: the columns they give, whether they have rows, whether a row can stop them.

use super::aggregate::{has_aggregate, is_covered};
use super::call::sets_low;
use super::expression::Scopes;
use super::from::{Column, Kept, Scope, Source, has_fixed_width};
use super::types::{Category, Own};
use super::{Judge, Judged, open, refused, unread};
use crate::name::Name;
use crate::schema::SqlState;
use crate::sql::names::{name_at, name_of, names_in};
use crate::sql::read::query::{figure, nameless};
use squawk_syntax::SyntaxNode;
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

impl Judge<'_> {
    /// Judges a query whose rows are computed and looked at.
    pub(super) fn rows(&self, own: ast::SelectVariant) -> Judged<()> {
        self.variant(&own, &[]).map(|_| ())
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
                if own.tail_clauses().any(|own| !matches!(own, ast::SelectTailClause::OrderByClause(_))) {
                    return open("limbeck does not weigh what follows a UNION");
                }
                for clause in own.tail_clauses() {
                    let words = unread(clause.syntax().text().to_string().get("order by".len()..).map(str::to_owned))?;
                    for by in words.split(',').map(|own| own.split_whitespace().next().unwrap_or_default().to_owned()) {
                        match by.parse::<usize>() {
                            Ok(at) => is_listed(at, left.columns.len(), "ORDER BY")?,
                            Err(_) if left.columns.iter().any(|own| own.name == name_of(&by)) => {}
                            Err(_) => return open("limbeck does not weigh how a UNION is ordered"),
                        }
                    }
                }
                has_fixed_width(own.syntax())?;
                if left.columns.len() != right.columns.len() {
                    return refused(SqlState::SYNTAX_ERROR, "each UNION query must have the same number of columns");
                }
                let mut columns = Vec::new();
                for (left, right) in left.columns.iter().zip(&right.columns) {
                    let common = self.common(&[left.own.clone(), right.own.clone()])?;
                    self.has_order(&common)?;
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
                    let literal =
                        if cells.len() == 1 { cells.first().and_then(|own| own.literal.clone()) } else { None };
                    let own = Own { literal, ..self.common(&cells)? };
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
        let outer_aggregates = self.aggregates.replace(false);
        if let Some(clause) = own.where_clause() {
            all.push(self.condition(&unread(clause.expr())?, &scopes, "WHERE")?);
        }
        self.aggregates.set(true);
        let mut columns = self.targets(own, &scope, &scopes)?;
        let distinct = own.select_clause().and_then(|own| own.select_quantifier());
        let distinct = distinct.filter(|own| !own.syntax().text().to_string().eq_ignore_ascii_case("all"));
        let mut on = Vec::new();
        if let Some(distinct) = &distinct {
            for expr in distinct.syntax().children().flat_map(|own| own.children()).filter_map(ast::Expr::cast) {
                self.sorts_by(&expr, &columns, &scopes)?;
                on.push(expr.syntax().text().to_string());
            }
            // Of DISTINCT ON, only what it names is compared.
            columns = match on.is_empty() {
                true => self.resolved_columns(columns)?,
                false => columns.into_iter().map(Column::resolved).collect(),
            };
        }
        all.extend(columns.iter().map(|own| own.own.clone()));
        let keys = self.group(own, &scopes, &mut all)?;
        if keys.is_some() {
            columns = columns.into_iter().map(Column::resolved).collect();
        }
        let counts = keys.is_none() && has_aggregate(own);
        let mut one_row = own.from_clause().is_none() || counts || self.is_single(own, &scope, outer);
        for clause in own.tail_clauses() {
            match clause {
                ast::SelectTailClause::OrderByClause(order) => {
                    for (place, by) in order.sort_by_list().into_iter().flat_map(|own| own.sort_bys()).enumerate() {
                        let expr = unread(by.expr())?;
                        no_constant(&expr, "ORDER BY")?;
                        let text = expr.syntax().text().to_string();
                        if place < on.len() && !on.contains(&text) {
                            return open("limbeck does not know whether ORDER BY fits DISTINCT ON");
                        }
                        let is_other = if let Ok(at) = text.parse::<usize>() {
                            is_listed(at, columns.len(), "ORDER BY")?;
                            resolve(&mut columns, |place, _| place + 1 == at);
                            self.has_order(&columns.get(at - 1).map_or_else(Own::boolean, |own| own.own.clone()))?;
                            false
                        } else {
                            self.aggregates.set(counts || keys.is_some());
                            let sorted = self.sorts_by(&expr, &columns, &scopes)?;
                            let is_other = sorted.is_some();
                            resolve(&mut columns, |_, own| own.name == name_of(&text));
                            let mut named = columns.iter().filter(|own| own.name == name_of(&text));
                            named.try_for_each(|own| self.has_order(&own.own))?;
                            all.extend(sorted);
                            is_other
                        };
                        let covering = if counts { Some(&[][..]) } else { keys.as_deref() };
                        let is_covered = covering.is_none_or(|keys| is_covered(&expr, keys));
                        if is_other && (!is_covered || distinct.is_some() && on.is_empty()) {
                            return open("limbeck does not know whether a column that rows are ordered by is there");
                        }
                    }
                }
                ast::SelectTailClause::LimitClause(own) => {
                    one_row |= own.syntax().text().to_string().split_whitespace().nth(1) == Some("1");
                    is_count(own.syntax())?;
                }
                ast::SelectTailClause::OffsetClause(own) => is_count(own.syntax())?,
                ast::SelectTailClause::LockingClause(_) | ast::SelectTailClause::FetchClause(_) => {
                    return open("limbeck does not weigh what follows a query");
                }
            }
        }
        self.aggregates.set(outer_aggregates);
        // Of no rows an aggregate is still computed, and a sequence is set to it.
        let is_computed = !no_rows || counts && sets_low(own.syntax());
        if is_computed && !self.kept.get() && all.iter().any(|own| own.fails) {
            self.note("whether a query can be computed for every row is not known");
        }
        Ok(Output { columns, no_rows: no_rows && !counts, one_row, from_none: no_rows })
    }

    /// Judges an expression of ORDER BY or DISTINCT ON; returns its value where it is no output column.
    fn sorts_by(&self, expr: &ast::Expr, columns: &[Column], scopes: Scopes<'_>) -> Judged<Option<Own>> {
        let bare = names_in(expr.syntax()).filter(|own| own.len() == 1).and_then(|mut own| own.pop());
        if bare.is_some_and(|name| columns.iter().any(|own| own.name == name)) {
            return Ok(None);
        }
        let own = self.expr(expr, scopes)?;
        self.has_order(&own)?;
        Ok(Some(own))
    }

    /// Judges that values can be sorted: json and some rarer types have no order.
    pub(super) fn has_order(&self, own: &Own) -> Judged<()> {
        match self.category_of(own) {
            Some(Category::Json | Category::Other) => {
                open(format!("limbeck does not know whether {} has an order", own.word()))
            }
            _ => Ok(()),
        }
    }

    fn resolved_columns(&self, columns: Vec<Column>) -> Judged<Vec<Column>> {
        columns.iter().try_for_each(|own| self.has_order(&own.own))?;
        Ok(columns.into_iter().map(Column::resolved).collect())
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
            let mut columns: Vec<Column> = output.columns.into_iter().map(Column::resolved).collect();
            for (column, name) in columns.iter_mut().zip(names) {
                column.name = name;
            }
            scope.with.push(Kept { name: name_at(&unread(table.name())?), columns, no_rows: output.no_rows });
        }
        Ok(())
    }

    fn targets(&self, own: &ast::Select, scope: &Scope, scopes: Scopes<'_>) -> Judged<Vec<Column>> {
        let mut columns = Vec::new();
        let list = own.select_clause().and_then(|own| own.target_list());
        let aggregated = has_aggregate(own) && own.group_by_clause().is_none();
        for target in list.into_iter().flat_map(|own| own.targets()) {
            if target.star_token().is_some() && scope.sources.is_empty() {
                return refused(SqlState::SYNTAX_ERROR, "SELECT * with no tables specified is not valid");
            }
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
            if aggregated && !is_covered(&expr, &[]) {
                let message = "a column must appear in the GROUP BY clause or be used in an aggregate function";
                return refused(SqlState::GROUPING_ERROR, message);
            }
            let name = match target.as_name() {
                Some(own) => name_at(&unread(own.name())?),
                None => figure(&expr).flatten().unwrap_or_else(nameless),
            };
            columns.push(Column { name, own: value });
        }
        Ok(columns)
    }

    /// Judges GROUP BY and HAVING; returns the keys as they are written, with the expressions that they stand for.
    fn group(&self, own: &ast::Select, scopes: Scopes<'_>, all: &mut Vec<Own>) -> Judged<Option<Vec<String>>> {
        let unsure = || open("limbeck does not weigh a GROUP BY");
        let Some(clause) = own.group_by_clause() else {
            return if own.having_clause().is_some() { unsure() } else { Ok(None) };
        };
        let list = own.select_clause().and_then(|own| own.target_list());
        let targets: Vec<ast::Target> = list.into_iter().flat_map(|own| own.targets()).collect();
        let exprs: Option<Vec<ast::Expr>> = targets.iter().map(|own| own.expr()).collect();
        let Some(exprs) = exprs else { return unsure() };
        let alias_of =
            |own: &ast::Target| own.as_name().and_then(|own| own.name()).map(|own| own.syntax().text().to_string());
        let mut keys = Vec::new();
        for by in unread(clause.group_by_list())?.group_bys() {
            let ast::GroupBy::GroupingExpr(by) = by else { return unsure() };
            let expr = unread(by.expr())?;
            no_constant(&expr, "GROUP BY")?;
            let text = expr.syntax().text().to_string();
            let at = match text.parse::<usize>() {
                Ok(at) => is_listed(at, targets.len(), "GROUP BY").map(|()| at.checked_sub(1))?,
                // A column comes before an output column of the same name (`findTargetlistEntrySQL92`).
                Err(_) if scopes.last().is_some_and(|own| matches!(own.find(&[name_of(&text)]), Ok(Some(_)))) => None,
                Err(_) => targets.iter().position(|own| alias_of(own).as_ref() == Some(&text)),
            };
            let meant = at.and_then(|at| exprs.get(at)).unwrap_or(&expr);
            let allowed = self.aggregates.replace(false);
            let value = self.expr(meant, scopes)?;
            self.aggregates.set(allowed);
            self.has_order(&value)?;
            all.push(value);
            keys.push(meant.syntax().text().to_string());
            keys.push(text);
        }
        let having = own.having_clause().map(|own| unread(own.expr())).transpose()?;
        if exprs.iter().chain(&having).any(|expr| !is_covered(expr, &keys)) {
            return open("limbeck does not know whether a column is covered by GROUP BY");
        }
        if let Some(having) = having {
            all.push(self.condition(&having, scopes, "HAVING")?);
        }
        Ok(Some(keys))
    }
}

/// Judges that a key is no constant but a whole number (`findTargetlistEntrySQL92`, parser/parse_clause.c).
fn no_constant(expr: &ast::Expr, of: &str) -> Judged<()> {
    let text = expr.syntax().text().to_string();
    if matches!(expr, ast::Expr::Literal(_)) && text.parse::<i64>().is_err() {
        return refused(SqlState::SYNTAX_ERROR, format!("non-integer constant in {of}"));
    }
    Ok(())
}

/// Judges a number that stands for an output column.
fn is_listed(at: usize, width: usize, of: &str) -> Judged<()> {
    if (1..=width).contains(&at) {
        return Ok(());
    }
    refused(SqlState::INVALID_COLUMN_REFERENCE, format!("{of} position {at} is not in select list"))
}

/// Gives strings in some columns the type that they have where they are compared.
fn resolve(columns: &mut [Column], is_meant: impl Fn(usize, &Column) -> bool) {
    for (place, column) in columns.iter_mut().enumerate() {
        if is_meant(place, column) {
            *column = column.clone().resolved();
        }
    }
}

/// Judges a LIMIT or OFFSET.
fn is_count(clause: &SyntaxNode) -> Judged<()> {
    let text = clause.text().to_string();
    let mut words = text.split_whitespace().skip(1);
    match (words.next(), words.next()) {
        (Some(count), None | Some("ROWS" | "ROW" | "rows" | "row"))
            if count.eq_ignore_ascii_case("all") || count.parse::<u32>().is_ok() =>
        {
            Ok(())
        }
        _ => open("limbeck does not weigh how many rows are wanted"),
    }
}
