//! GROUP BY, aggregates, DISTINCT, ORDER BY and LIMIT: what looks at several rows at once.

use super::cell::{Cell, all, any};
use super::evaluate::{Evaluation, Group, Keyed, Table, Verdict, failure};
use super::query::{Call, Expression, Order, Query, Select};
use super::relation::{Relation, Row};
use super::scope::{Frame, Joined, Scope};
use crate::schema::Unknown;
use std::cmp::Ordering;
use std::rc::Rc;

impl Evaluation<'_> {
    /// Returns the groups of GROUP BY; all rows are one where there is none.
    pub(super) fn groups(&self, select: &Select, joined: Vec<Joined>, outer: &[Frame]) -> Result<Vec<Group>, Unknown> {
        if select.group.is_empty() {
            let frames = joined.first().map_or(outer, |first| &*first.frames).to_vec();
            return Ok(vec![Group::Many(joined, frames)]);
        }
        if let Some(doubt) = joined.iter().find_map(|row| row.doubt.clone()) {
            return Ok(vec![Group::Any(doubt)]);
        }
        let is_set = |own: &Expression| matches!(own, Expression::Call(call) if matches!(&*call.name, "rollup" | "cube" | "sets"));
        if select.group.iter().any(is_set) {
            return Err(failure("GROUPING SETS are not modelled"));
        }
        let mut groups: Vec<(Vec<Cell>, Vec<Joined>)> = Vec::new();
        for row in joined {
            let scope = Scope { frames: &row.frames, group: None };
            let key: Vec<Cell> = select
                .group
                .iter()
                .map(|own| self.value(grouped_by(own, select, scope), scope))
                .collect::<Result<_, _>>()?;
            let mut home = None;
            for (at, (other, _)) in groups.iter().enumerate() {
                match same(&key, other) {
                    Cell::Bool(true) => home = Some(at),
                    Cell::Bool(false) => {}
                    _ => return Ok(vec![Group::Any(self.reason())]),
                }
            }
            match home.and_then(|at| groups.get_mut(at)) {
                Some((_, members)) => members.push(row),
                None => groups.push((key, vec![row])),
            }
        }
        let group = |(_, members): (_, Vec<Joined>)| {
            let frames = members.first().map_or(outer, |first| &*first.frames).to_vec();
            Group::Many(members, frames)
        };
        Ok(groups.into_iter().map(group).collect())
    }

    /// Returns the value of an aggregate.
    pub(super) fn aggregate(&self, call: &Call, group: &[Joined]) -> Result<Cell, Unknown> {
        let mut doubt = None;
        let mut rows: Vec<Keyed> = Vec::new();
        for joined in group {
            let scope = Scope { frames: &joined.frames, group: None };
            let mut own = joined.doubt.clone();
            match self.verdict(call.filter.iter(), scope)? {
                Verdict::Holds => {}
                Verdict::Fails => continue,
                Verdict::Doubted(why) => own = own.or(Some(why)),
            }
            let mut cells = Vec::new();
            for argument in call.arguments.iter().filter(|own| !matches!(own, Expression::Star(_))) {
                cells.push(self.value(argument, scope)?);
            }
            let key: Result<Vec<Cell>, Unknown> = call.order.iter().map(|own| self.value(&own.key, scope)).collect();
            doubt = doubt.or(own.clone());
            rows.push((key?, Row { cells: cells.into(), doubt: own }));
        }
        let skips_null = &*call.name != "array_agg" && !call.arguments.is_empty();
        if skips_null {
            rows.retain(|(_, row)| row.cells.first().is_none_or(|cell| *cell != Cell::Null));
        }
        if call.distinct {
            rows = self.distinct(rows);
        }
        let doubt = rows.iter().find_map(|(_, row)| row.doubt.clone());
        let is_bool = matches!(&*call.name, "bool_or" | "bool_and" | "every");
        if let Some(doubt) = doubt.as_ref().filter(|_| !is_bool) {
            return Ok(self.open(doubt));
        }
        let ordered = sort(&mut rows, &call.order);
        let cells: Vec<Cell> = rows
            .iter()
            .map(|(_, row)| match &row.doubt {
                Some(doubt) => self.open(doubt),
                None => row.cells.first().cloned().unwrap_or(Cell::Bool(true)),
            })
            .collect();
        if &*call.name != "array_agg"
            && skips_null
            && cells.iter().any(|cell| cell.is_null() != Cell::Bool(false))
            && !is_bool
        {
            return Ok(Cell::Unknown);
        }
        Ok(match &*call.name {
            "count" => Cell::size(cells.len()),
            _ if cells.is_empty() => Cell::Null,
            "bool_or" => any(cells.into_iter()),
            "bool_and" | "every" => all(cells.into_iter()),
            "array_agg" if ordered => Cell::list(cells),
            "array_agg" => Cell::Something,
            "string_agg" if ordered => self.put_together_texts(&rows),
            "max" => extreme(&cells, Ordering::Greater),
            "min" => extreme(&cells, Ordering::Less),
            "sum" => cells
                .iter()
                .try_fold(0_i64, |sum, cell| match cell {
                    Cell::Number(number) => sum.checked_add(*number),
                    _ => None,
                })
                .map_or(Cell::Unknown, Cell::Number),
            other => self.not_modelled(format!("the aggregate `{other}` is not modelled")),
        })
    }

    fn put_together_texts(&self, rows: &[Keyed]) -> Cell {
        let mut text = String::new();
        for (at, (_, row)) in rows.iter().enumerate() {
            match &*row.cells {
                [Cell::Text(own), Cell::Text(separator)] => {
                    text.push_str(if at == 0 { "" } else { separator });
                    text.push_str(own);
                }
                _ => return Cell::Unknown,
            }
        }
        Cell::text(&text)
    }

    /// Leaves out rows that are there already.
    pub(super) fn distinct(&self, rows: Vec<Keyed>) -> Vec<Keyed> {
        let (doubted, certain): (Vec<Keyed>, Vec<Keyed>) = rows.into_iter().partition(|(_, row)| row.doubt.is_some());
        let mut kept: Vec<Keyed> = Vec::new();
        for (key, mut row) in certain {
            let compared: Vec<Cell> = kept.iter().map(|(_, own)| same(&own.cells, &row.cells)).collect();
            match any(compared.into_iter()) {
                Cell::Bool(true) => continue,
                Cell::Bool(false) => {}
                _ => row.doubt = Some(self.reason()),
            }
            kept.push((key, row));
        }
        for (key, row) in doubted {
            if !kept.iter().any(|(_, own)| own.doubt.is_none() && same(&own.cells, &row.cells) == Cell::Bool(true)) {
                kept.push((key, row));
            }
        }
        kept
    }

    /// Orders and limits.
    pub(super) fn finish(&self, columns: Rc<[Rc<str>]>, mut rows: Vec<Keyed>, query: &Query) -> Table {
        let mut ordered = sort(&mut rows, &query.order);
        let limit = query.limit.map(|limit| usize::try_from(limit).unwrap_or(0));
        if let Some(limit) = limit.filter(|limit| *limit < rows.len()) {
            let doubt = rows.iter().find_map(|(_, row)| row.doubt.clone());
            let certain = rows.iter().filter(|(_, row)| row.doubt.is_none()).count();
            if limit == 0 || are_all_same(&rows) && (doubt.is_none() || certain >= limit) {
                // Whichever come first.
                rows.sort_by_key(|(_, row)| row.doubt.is_some());
                rows.truncate(limit);
                ordered = true;
            } else if doubt.is_none() && ordered {
                rows.truncate(limit);
            } else {
                let doubt = doubt.unwrap_or_else(|| Rc::new(failure("which rows come first is not said")));
                rows.iter_mut().for_each(|(_, row)| row.doubt = Some(doubt.clone()));
            }
        } else if limit.is_some() && rows.iter().any(|(_, row)| row.doubt.is_some()) {
            // A doubted row stands for any number of them, which may leave no room for others.
            let doubt = rows.iter().find_map(|(_, row)| row.doubt.clone());
            rows.iter_mut().for_each(|(_, row)| row.doubt = row.doubt.take().or(doubt.clone()));
        }
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        Table { relation: Relation { columns, rows }, ordered }
    }
}

/// Returns what a key of GROUP BY means: the number of a result, a column, or the name of a result.
fn grouped_by<'s>(key: &'s Expression, select: &'s Select, scope: Scope<'_>) -> &'s Expression {
    let result = match key {
        Expression::Number(number) => {
            usize::try_from(*number).ok().and_then(|at| at.checked_sub(1)).and_then(|at| select.results.get(at))
        }
        Expression::Column(None, name) if scope.column(None, name).is_err() => {
            select.results.iter().find(|(_, own)| own == name)
        }
        _ => None,
    };
    result.map_or(key, |(result, _)| result)
}

fn same(one: &[Cell], other: &[Cell]) -> Cell {
    all(one.iter().zip(other).map(|(a, b)| a.same(b)))
}

fn are_all_same(rows: &[Keyed]) -> bool {
    let Some(((_, first), rest)) = rows.split_first() else { return true };
    rest.iter().all(|(_, row)| same(&row.cells, &first.cells) == Cell::Bool(true))
}

/// Sorts, and returns whether the order of the rows is known then.
fn sort(rows: &mut [Keyed], order: &[Order]) -> bool {
    if rows.len() <= 1 || are_all_same(rows) {
        return true;
    }
    let sortable = |at: usize| {
        let keys: Vec<&Cell> = rows.iter().filter_map(|(key, _)| key.get(at)).collect();
        are_sortable(&keys)
    };
    if order.is_empty() || !(0..order.len()).all(sortable) {
        return false;
    }
    let compare = |(a, _): &Keyed, (b, _): &Keyed| {
        let each = a.iter().zip(b).zip(order).map(|((a, b), own)| {
            let ordering = ordering(a, b);
            if own.descending { ordering.reverse() } else { ordering }
        });
        each.fold(Ordering::Equal, Ordering::then)
    };
    rows.sort_by(compare);
    let tied = |pair: &[Keyed]| match pair {
        [a, b] => compare(a, b).is_eq() && same(&a.1.cells, &b.1.cells) != Cell::Bool(true),
        _ => false,
    };
    !rows.windows(2).any(tied)
}

/// Returns whether the order of the keys is known. Names are ordered by their bytes; texts by the collation, which agrees
/// with that only where there are no spaces, signs or quotes.
fn are_sortable(keys: &[&Cell]) -> bool {
    let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let Some(first) = keys.iter().find(|cell| ***cell != Cell::Null) else { return true };
    keys.iter().all(|cell| match (cell, first) {
        (Cell::Null, _) | (Cell::Number(_), Cell::Number(_)) | (Cell::Bool(_), Cell::Bool(_)) => true,
        (Cell::Text(text), Cell::Text(_)) => is_name(text),
        (Cell::Position(table, _), Cell::Position(other, _)) | (Cell::Order(table, _), Cell::Order(other, _)) => {
            table == other
        }
        _ => false,
    })
}

/// Returns the order of sortable keys; NULL is the last.
fn ordering(a: &Cell, b: &Cell) -> Ordering {
    match (a, b) {
        (Cell::Null, Cell::Null) => Ordering::Equal,
        (Cell::Null, _) => Ordering::Greater,
        (_, Cell::Null) => Ordering::Less,
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        (Cell::Bool(a), Cell::Bool(b)) => a.cmp(b),
        (Cell::Number(a), Cell::Number(b)) => a.cmp(b),
        (Cell::Position(_, a), Cell::Position(_, b)) | (Cell::Order(_, a), Cell::Order(_, b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

fn extreme(cells: &[Cell], wanted: Ordering) -> Cell {
    let keys: Vec<&Cell> = cells.iter().collect();
    let Some(first) = cells.first() else { return Cell::Null };
    if !are_sortable(&keys) {
        return Cell::Unknown;
    }
    let better = |best, own| if ordering(own, best) == wanted { own } else { best };
    cells.iter().fold(first, better).clone()
}
