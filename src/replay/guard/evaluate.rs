//! Answers a guard from a schema: joins, filters, results. What is not known stays so; what would be an error of the
//! server is not known either.

use super::catalog::{Row, rows};
use super::cell::{Cell, is_like};
use super::query::{Expression, Query, Source};
use crate::schema::Schema;
use std::rc::Rc;

/// The answer: names of the columns, and rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// Returns the answer, or why there is none.
///
/// # Errors
/// What is not modelled, or depends on something that is not known.
pub fn evaluate(schema: &Schema, query: &Query) -> Result<Table, String> {
    Evaluation { schema, steps: std::cell::Cell::new(0) }.query(query, &[])
}

/// More combinations of rows than this are not looked at.
const MAX_STEPS: usize = 2_000_000;

pub(super) struct Evaluation<'a> {
    pub(super) schema: &'a Schema,
    steps: std::cell::Cell<usize>,
}

/// The rows in sight: alias and row, innermost last.
pub(super) type Scope<'a> = [(Rc<str>, &'a Row)];

impl Evaluation<'_> {
    fn query(&self, query: &Query, outer: &Scope<'_>) -> Result<Table, String> {
        let mut relations = Vec::new();
        for source in &query.sources {
            let own = rows(self.schema, &source.relation)
                .ok_or_else(|| format!("the rows of `{}` are not known", source.relation))?;
            relations.push((source, own));
        }
        let mut found = Vec::new();
        let mut scope: Vec<(Rc<str>, &Row)> = outer.to_vec();
        let known = scope.len();
        self.join(query, &relations, &mut scope, known, &mut found)?;
        let aggregate = query.results.iter().any(|(result, _)| is_aggregate(result));
        let columns = self.column_names(query, &relations);
        let mut answer = Table { columns, rows: Vec::new() };
        if aggregate {
            let count = Cell::Number(i64::try_from(found.len()).unwrap_or(i64::MAX));
            let mut row = Vec::new();
            for (result, _) in &query.results {
                row.push(self.aggregated(result, &count, &found)?);
            }
            answer.rows.push(row);
            return Ok(answer);
        }
        let mut keyed: Vec<(Vec<Cell>, Vec<Cell>)> = Vec::new();
        for scope in &found {
            let mut row = Vec::new();
            for (result, _) in &query.results {
                match result {
                    Expression::Star => scope
                        .iter()
                        .skip(known)
                        .for_each(|(_, own)| row.extend(own.iter().map(|(_, cell)| cell.clone()))),
                    result => row.push(self.value(result, scope)?),
                }
            }
            let mut key = Vec::new();
            for (order, _) in &query.order {
                key.push(self.value(order, scope).unwrap_or(Cell::Unknown));
            }
            keyed.push((key, row));
        }
        self.sort(&mut keyed, &query.order);
        let mut rows: Vec<Vec<Cell>> = keyed.into_iter().map(|(_, row)| row).collect();
        if query.distinct {
            let mut unique: Vec<Vec<Cell>> = Vec::new();
            for row in rows {
                if !unique.contains(&row) {
                    unique.push(row);
                }
            }
            rows = unique;
        }
        if let Some(limit) = query.limit {
            let limit = usize::try_from(limit).unwrap_or(0);
            let first = rows.first().cloned();
            if query.order.is_empty() && limit > 0 && limit < rows.len() && rows.iter().any(|row| Some(row) != first.as_ref())
            {
                return Err("which rows LIMIT leaves is not known without ORDER BY".into());
            }
            rows.truncate(limit);
        }
        answer.rows = rows;
        Ok(answer)
    }

    fn join<'r>(
        &self,
        query: &Query,
        rest: &'r [(&Source, Vec<Row>)],
        scope: &mut Vec<(Rc<str>, &'r Row)>,
        outer: usize,
        found: &mut Vec<Vec<(Rc<str>, &'r Row)>>,
    ) -> Result<(), String> {
        let Some(((source, own), rest)) = rest.split_first() else {
            let holds = match &query.condition {
                Some(condition) => self.truth(condition, scope)?,
                None => true,
            };
            if holds {
                found.push(scope.clone());
            }
            return Ok(());
        };
        let mut matched = false;
        for row in own {
            self.steps.set(self.steps.get() + 1);
            if self.steps.get() > MAX_STEPS {
                return Err("the query looks at too many rows".into());
            }
            scope.push((source.alias.clone(), row));
            let mut holds = match &source.on {
                Some(condition) => self.truth(condition, scope)?,
                None => true,
            };
            for name in &source.using {
                let before =
                    scope.iter().rev().skip(1).take(scope.len() - outer - 1).find_map(|(_, row)| cell(row, name));
                let same = before.and_then(|before| cell(row, name).map(|own| own.compare("=", &before)));
                holds &= same.and_then(|same| same.truth()).ok_or("a join is not known")?;
            }
            if holds {
                matched = true;
                self.join(query, rest, scope, outer, found)?;
            }
            scope.pop();
        }
        if source.left && !matched {
            return Err("an outer join without a match is not modelled".into());
        }
        Ok(())
    }

    fn column_names(&self, query: &Query, relations: &[(&Source, Vec<Row>)]) -> Vec<String> {
        let mut names = Vec::new();
        for (result, alias) in &query.results {
            if *result == Expression::Star {
                for (_, rows) in relations {
                    names.extend(rows.first().into_iter().flatten().map(|(name, _)| (*name).to_string()));
                }
            } else {
                names.push(alias.to_string());
            }
        }
        names
    }

    fn sort(&self, rows: &mut [(Vec<Cell>, Vec<Cell>)], order: &[(Expression, bool)]) {
        rows.sort_by(|(a, _), (b, _)| {
            for ((a, b), (_, descending)) in a.iter().zip(b).zip(order) {
                let ordering = match (a.compare("<", b), a.compare(">", b)) {
                    (Cell::Bool(true), _) => std::cmp::Ordering::Less,
                    (_, Cell::Bool(true)) => std::cmp::Ordering::Greater,
                    _ => std::cmp::Ordering::Equal,
                };
                if ordering.is_ne() {
                    return if *descending { ordering.reverse() } else { ordering };
                }
            }
            std::cmp::Ordering::Equal
        });
    }

    fn aggregated(&self, result: &Expression, count: &Cell, found: &[Vec<(Rc<str>, &Row)>]) -> Result<Cell, String> {
        match result {
            Expression::Call(name, _) if &**name == "count" => Ok(count.clone()),
            Expression::Call(name, arguments)
                if matches!(&**name, "array_agg" | "bool_or" | "bool_and" | "max" | "min") =>
            {
                let Some(argument) = arguments.first() else { return Err("an aggregate without an argument".into()) };
                let values: Vec<Cell> =
                    found.iter().map(|scope| self.value(argument, scope)).collect::<Result<_, _>>()?;
                Ok(match &**name {
                    "array_agg" if values.is_empty() => Cell::Null,
                    "array_agg" => Cell::List(values.into()),
                    _ => Cell::Unknown,
                })
            }
            Expression::Compare(operator, left, right) => {
                let (left, right) = (self.aggregated(left, count, found)?, self.aggregated(right, count, found)?);
                Ok(left.compare(operator, &right))
            }
            other => self.value(other, &[]),
        }
    }

    fn truth(&self, condition: &Expression, scope: &Scope<'_>) -> Result<bool, String> {
        self.value(condition, scope)?.truth().ok_or_else(|| "a condition of the query is not known".to_string())
    }

    pub(super) fn value(&self, expression: &Expression, scope: &Scope<'_>) -> Result<Cell, String> {
        Ok(match expression {
            Expression::Column(table, name) => self.column(table.as_deref(), name, scope)?,
            Expression::Null => Cell::Null,
            Expression::Bool(truth) => Cell::Bool(*truth),
            Expression::Number(number) => Cell::Number(*number),
            Expression::Text(text) => Cell::Text(text.clone()),
            Expression::Star => return Err("`*` stands where a value is expected".into()),
            Expression::Not(inner) => self.value(inner, scope)?.negate(),
            Expression::And(operands) => self.all(operands, scope, false)?,
            Expression::Or(operands) => self.all(operands, scope, true)?,
            Expression::Compare(operator, left, right) => {
                let (left, right) = (self.value(left, scope)?, self.value(right, scope)?);
                left.compare(operator, &right)
            }
            Expression::Like { operand, pattern, folded } => {
                match (self.value(operand, scope)?, self.value(pattern, scope)?) {
                    (Cell::Text(text), Cell::Text(pattern)) if *folded => {
                        Cell::Bool(is_like(&text.to_lowercase(), &pattern.to_lowercase()))
                    }
                    (Cell::Text(text), Cell::Text(pattern)) => Cell::Bool(is_like(&text, &pattern)),
                    (Cell::Null, _) | (_, Cell::Null) => Cell::Null,
                    _ => Cell::Unknown,
                }
            }
            Expression::In(left, items) => {
                let left = self.value(left, scope)?;
                let items: Vec<Cell> = items.iter().map(|item| self.value(item, scope)).collect::<Result<_, _>>()?;
                among(&left, &items)
            }
            Expression::InQuery(left, query) => {
                let left = self.value(left, scope)?;
                let rows = self.query(query, scope)?.rows;
                let items: Vec<Cell> = rows.into_iter().filter_map(|row| row.into_iter().next()).collect();
                among(&left, &items)
            }
            Expression::IsNull(inner) => match self.value(inner, scope)? {
                Cell::Null => Cell::Bool(true),
                Cell::Unknown => Cell::Unknown,
                _ => Cell::Bool(false),
            },
            Expression::Exists(query) => Cell::Bool(!self.query(query, scope)?.rows.is_empty()),
            Expression::Scalar(query) => {
                let rows = self.query(query, scope)?.rows;
                if rows.len() > 1 {
                    return Err("a subquery that stands for one value gives several rows".into());
                }
                rows.into_iter().next().and_then(|row| row.into_iter().next()).unwrap_or(Cell::Null)
            }
            Expression::Call(name, arguments) => self.call(name, arguments, scope)?,
            Expression::Cast(inner, target) => self.cast(self.value(inner, scope)?, target)?,
            Expression::Concatenate(left, right) => match (self.value(left, scope)?, self.value(right, scope)?) {
                (Cell::Text(left), Cell::Text(right)) => Cell::text(&format!("{left}{right}")),
                (Cell::Null, _) | (_, Cell::Null) => Cell::Null,
                _ => Cell::Unknown,
            },
            Expression::Subscript(array, at) => match (self.value(array, scope)?, self.value(at, scope)?) {
                (Cell::Null, _) | (_, Cell::Null) => Cell::Null,
                (Cell::List(items), Cell::Number(at)) => item(&items, at.checked_sub(1)),
                (Cell::Vector(items), Cell::Number(at)) => item(&items, Some(at)),
                _ => Cell::Unknown,
            },
            Expression::AnyOf(left, array) => {
                let left = self.value(left, scope)?;
                match self.value(array, scope)? {
                    Cell::Null => Cell::Null,
                    Cell::List(items) | Cell::Vector(items) => among(&left, &items),
                    _ => Cell::Unknown,
                }
            }
            Expression::Array(items) => {
                Cell::List(items.iter().map(|item| self.value(item, scope)).collect::<Result<Vec<_>, _>>()?.into())
            }
            Expression::Case(branches, otherwise) => {
                for (condition, result) in branches {
                    if self.truth(condition, scope)? {
                        return self.value(result, scope);
                    }
                }
                match otherwise {
                    Some(otherwise) => self.value(otherwise, scope)?,
                    None => Cell::Null,
                }
            }
        })
    }

    fn all(&self, operands: &[Expression], scope: &Scope<'_>, decides: bool) -> Result<Cell, String> {
        let (mut open, mut null) = (false, false);
        for operand in operands {
            match self.value(operand, scope)? {
                Cell::Bool(truth) if truth == decides => return Ok(Cell::Bool(decides)),
                Cell::Bool(_) => {}
                Cell::Null => null = true,
                _ => open = true,
            }
        }
        Ok(match (open, null) {
            (true, _) => Cell::Unknown,
            (false, true) => Cell::Null,
            (false, false) => Cell::Bool(!decides),
        })
    }

    fn column(&self, table: Option<&str>, name: &str, scope: &Scope<'_>) -> Result<Cell, String> {
        let mut rows = scope.iter().rev().filter(|(alias, _)| table.is_none_or(|table| &**alias == table));
        let found = rows.find_map(|(_, row)| cell(row, name));
        if found.is_some() || table.is_none_or(|table| !scope.iter().any(|(alias, _)| &**alias == table)) {
            return found.ok_or_else(|| format!("the column `{name}` of the catalog is not modelled"));
        }
        Err(format!("the column `{name}` of the catalog is not modelled"))
    }
}

fn cell(row: &Row, name: &str) -> Option<Cell> {
    row.iter().find(|(own, _)| *own == name).map(|(_, cell)| cell.clone())
}

/// Returns an item of an array; beyond its ends there is NULL.
fn item(items: &[Cell], at: Option<i64>) -> Cell {
    at.and_then(|at| items.get(usize::try_from(at).ok()?)).cloned().unwrap_or(Cell::Null)
}

pub(super) fn among(left: &Cell, items: &[Cell]) -> Cell {
    let (mut open, mut null) = (false, false);
    for item in items {
        match left.compare("=", item) {
            Cell::Bool(true) => return Cell::Bool(true),
            Cell::Bool(false) => {}
            Cell::Null => null = true,
            _ => open = true,
        }
    }
    match (open, null) {
        (true, _) => Cell::Unknown,
        (false, true) => Cell::Null,
        (false, false) => Cell::Bool(false),
    }
}

fn is_aggregate(expression: &Expression) -> bool {
    match expression {
        Expression::Call(name, _) => {
            matches!(&**name, "count" | "array_agg" | "bool_or" | "bool_and" | "max" | "min" | "string_agg")
        }
        Expression::Compare(_, left, right) => is_aggregate(left) || is_aggregate(right),
        _ => false,
    }
}
