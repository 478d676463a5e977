//! Puts the relations of FROM together. Every condition of WHERE is asked as soon as the relations that it may look at
//! are there, so that few combinations come up.

use super::cell::Cell;
use super::evaluate::{Evaluation, Verdict, failure, renamed};
use super::lookup::Lookup;
use super::query::{Expression, Item, Query, Select, Source};
use super::relation::Row;
use super::scope::{Frame, Joined, Scope};
use crate::schema::Unknown;
use std::rc::Rc;

/// A relation of FROM, with what is asked of it.
struct Prepared<'q> {
    source: &'q Source,
    columns: Rc<[Rc<str>]>,
    /// Nothing where they depend on the rows before.
    rows: Option<Vec<Row>>,
    on: Vec<&'q Expression>,
    /// The conditions of WHERE that this relation is the last to be needed for.
    filters: Vec<&'q Expression>,
    lookup: Option<Lookup<'q>>,
}

impl Evaluation<'_> {
    /// Returns the frames that a row has, without values, and the rows.
    pub(super) fn join(&self, select: &Select, outer: &[Frame]) -> Result<(Vec<Frame>, Vec<Joined>), Unknown> {
        let mut plan = self.plan(select, outer)?;
        let depth = outer.last().map_or(0, |frame| frame.depth + 1);
        let last = plan.len().checked_sub(1);
        let mut without = Vec::new();
        for condition in select.condition.iter().flat_map(conjuncts) {
            let needed = plan.iter().rposition(|own| may_look_at(condition, own)).or(last.map(|_| 0));
            match needed.and_then(|at| plan.get_mut(at)) {
                Some(own) => own.filters.push(condition),
                None => without.push(condition),
            }
        }
        self.filter_early(&mut plan, outer, depth)?;
        plan.iter_mut().skip(1).for_each(look_up);
        let shape = plan.iter().map(|own| frame(own, &Rc::from([]), depth)).collect();
        let mut found = Vec::new();
        match self.verdict(without.into_iter(), Scope { frames: outer, group: None })? {
            Verdict::Fails => {}
            verdict => {
                let doubt = if let Verdict::Doubted(why) = verdict { Some(why) } else { None };
                self.put_together(&plan, depth, &mut outer.to_vec(), doubt, &mut found)?;
            }
        }
        Ok((shape, found))
    }

    fn plan<'q>(&self, select: &'q Select, outer: &[Frame]) -> Result<Vec<Prepared<'q>>, Unknown> {
        let mut plan: Vec<Prepared<'q>> = Vec::new();
        for source in &select.sources {
            let taken = |own: &Prepared<'_>| own.source.alias == source.alias && !source.alias.is_empty();
            if plan.iter().any(taken) {
                return Err(failure(format!("table name \"{}\" is specified more than once", source.alias)));
            }
            let (columns, rows) = match &source.item {
                // Its rows are read when it is known what is asked of them.
                Item::Relation { schema, name } => (self.columns(schema.as_deref(), name)?, None),
                Item::Query(query) => {
                    let own = self.query(query, outer)?.relation;
                    (own.columns, Some(own.rows))
                }
                Item::Function { name, ordinality, .. } => {
                    let own = if source.columns.is_empty() { source.alias.clone() } else { name.clone() };
                    let columns = [own].into_iter().chain(ordinality.then(|| "ordinality".into()));
                    (columns.collect(), None)
                }
            };
            let columns = renamed(&columns, &source.columns);
            let on = source.on.iter().flat_map(conjuncts).collect();
            plan.push(Prepared { source, columns, rows, on, filters: Vec::new(), lookup: None });
        }
        Ok(plan)
    }

    /// Leaves out the rows that conditions on one relation alone refuse.
    fn filter_early(&self, plan: &mut [Prepared<'_>], outer: &[Frame], depth: usize) -> Result<(), Unknown> {
        for at in 0..plan.len() {
            let alone = |condition: &&&Expression| {
                let others = plan.iter().enumerate().filter(|(other, _)| *other != at);
                !others.map(|(_, own)| own).any(|own| may_look_at(condition, own))
            };
            let Some(own) = plan.get(at) else { continue };
            let mut conditions: Vec<&Expression> = own.on.iter().filter(alone).copied().collect();
            if !own.source.left {
                conditions.extend(own.filters.iter().filter(alone));
            }
            let Some(own) = plan.get_mut(at) else { continue };
            if let Item::Relation { schema, name } = &own.source.item {
                let wanted = self.wanted(&conditions, &own.source.alias, &own.columns, outer);
                own.rows = Some(self.relation(schema.as_deref(), name, &wanted)?.rows.clone());
            }
            if conditions.is_empty() {
                continue;
            }
            let Some(rows) = own.rows.take() else { continue };
            let mut kept = Vec::new();
            let mut frames = outer.to_vec();
            for row in rows {
                self.step()?;
                frames.push(frame(own, &row.cells, depth));
                let verdict = self.verdict(conditions.iter().copied(), Scope { frames: &frames, group: None })?;
                frames.pop();
                match verdict {
                    Verdict::Fails => {}
                    // Asked again where rows are put together.
                    Verdict::Holds | Verdict::Doubted(_) => kept.push(row),
                }
            }
            own.rows = Some(kept);
        }
        Ok(())
    }

    fn put_together(
        &self,
        rest: &[Prepared<'_>],
        depth: usize,
        frames: &mut Vec<Frame>,
        doubt: Option<Rc<Unknown>>,
        found: &mut Vec<Joined>,
    ) -> Result<(), Unknown> {
        let Some((own, rest)) = rest.split_first() else {
            found.push(Joined { frames: frames.clone(), doubt });
            return Ok(());
        };
        let dynamic = match (&own.rows, &own.source.item) {
            (None, Item::Function { name, arguments, .. }) => {
                self.rows_of_function(name, arguments, own.columns.len(), frames)?
            }
            _ => Vec::new(),
        };
        let mut certain = false;
        let mut may_match = None;
        let rows = own.rows.as_ref().unwrap_or(&dynamic);
        let key = own.lookup.as_ref().map(|lookup| (lookup, self.value(lookup.key, Scope { frames, group: None })));
        let chosen = key.and_then(|(lookup, key)| lookup.find(&key.ok()?));
        for row in chosen.unwrap_or_else(|| (0..rows.len()).collect()).into_iter().filter_map(|at| rows.get(at)) {
            self.step()?;
            frames.push(frame(own, &row.cells, depth));
            let verdict = self.matches(own, frames, depth)?;
            let why = match verdict {
                Verdict::Fails => {
                    frames.pop();
                    continue;
                }
                Verdict::Holds => row.doubt.clone(),
                Verdict::Doubted(why) => row.doubt.clone().or(Some(why)),
            };
            match &why {
                None => certain = true,
                Some(why) => may_match = Some(why.clone()),
            }
            self.go_on(own, rest, depth, frames, doubt.clone().or(why), found)?;
            frames.pop();
        }
        if own.source.left && !certain {
            let nulls: Rc<[Cell]> = own.columns.iter().map(|_| Cell::Null).collect();
            frames.push(frame(own, &nulls, depth));
            self.go_on(own, rest, depth, frames, doubt.or(may_match), found)?;
            frames.pop();
        }
        Ok(())
    }

    fn go_on(
        &self,
        own: &Prepared<'_>,
        rest: &[Prepared<'_>],
        depth: usize,
        frames: &mut Vec<Frame>,
        doubt: Option<Rc<Unknown>>,
        found: &mut Vec<Joined>,
    ) -> Result<(), Unknown> {
        match self.verdict(own.filters.iter().copied(), Scope { frames, group: None })? {
            Verdict::Fails => Ok(()),
            Verdict::Holds => self.put_together(rest, depth, frames, doubt, found),
            Verdict::Doubted(why) => self.put_together(rest, depth, frames, doubt.or(Some(why)), found),
        }
    }

    /// Returns whether ON and USING hold of the last frame.
    fn matches(&self, own: &Prepared<'_>, frames: &[Frame], depth: usize) -> Result<Verdict, Unknown> {
        let scope = Scope { frames, group: None };
        let verdict = self.verdict(own.on.iter().copied(), scope)?;
        if own.source.using.is_empty() || matches!(verdict, Verdict::Fails) {
            return Ok(verdict);
        }
        let before = frames.split_last().map(|(_, before)| before).unwrap_or_default();
        let first = before.iter().position(|frame| frame.depth == depth).unwrap_or(before.len());
        let before = Scope { frames: before.get(first..).unwrap_or_default(), group: None };
        let mut same = Vec::new();
        for name in &own.source.using {
            let right = scope.column(Some(&own.source.alias), name)?;
            same.push(before.column(None, name)?.compare("=", &right));
        }
        Ok(match super::cell::all(same.into_iter()) {
            Cell::Bool(true) => verdict,
            Cell::Bool(false) | Cell::Null => Verdict::Fails,
            _ => Verdict::Doubted(self.reason()),
        })
    }

    fn rows_of_function(
        &self,
        name: &str,
        arguments: &[Expression],
        width: usize,
        frames: &[Frame],
    ) -> Result<Vec<Row>, Unknown> {
        let scope = Scope { frames, group: None };
        let mut values = Vec::new();
        for argument in arguments {
            values.push(self.value(argument, scope)?);
        }
        let numbered = |at: usize, cell: Cell| {
            let cells = [cell, Cell::size(at.saturating_add(1))].into_iter().take(width);
            Row { cells: cells.collect(), doubt: None }
        };
        let any = |why: Rc<Unknown>| vec![Row { cells: vec![Cell::Unknown; width].into(), doubt: Some(why) }];
        Ok(match (name, &*values) {
            ("unnest" | "generate_subscripts", [Cell::Null, ..]) => Vec::new(),
            ("unnest", [own]) => match self.array(own.clone()) {
                Cell::List(items, _) => {
                    items.iter().cloned().enumerate().map(|(at, cell)| numbered(at, cell)).collect()
                }
                _ => any(self.reason()),
            },
            ("generate_subscripts", [Cell::List(items, first), Cell::Number(1)]) => {
                let subscript = |at: usize| Cell::Number(first.saturating_add(i64::try_from(at).unwrap_or(i64::MAX)));
                (0..items.len()).map(|at| numbered(at, subscript(at))).collect()
            }
            ("unnest" | "generate_subscripts", _) => any(self.reason()),
            _ => return Err(failure(format!("the rows of the function `{name}` are not modelled"))),
        })
    }
}

fn look_up(own: &mut Prepared<'_>) {
    let mut conditions = own.on.clone();
    // A row that an outer join finds no match for is left to WHERE.
    if !own.source.left {
        conditions.extend(&own.filters);
    }
    let named = (&*own.source.alias, &*own.columns);
    let rows = own.rows.as_deref().unwrap_or_default();
    own.lookup = Lookup::of(&conditions, named, rows, |expression| may_look_at(expression, own));
}

fn frame(own: &Prepared<'_>, cells: &Rc<[Cell]>, depth: usize) -> Frame {
    Frame {
        alias: own.source.alias.clone(),
        columns: own.columns.clone(),
        cells: cells.clone(),
        merged: own.source.using.clone().into(),
        depth,
    }
}

/// Returns the conditions that AND puts together.
fn conjuncts(condition: &Expression) -> Vec<&Expression> {
    match condition {
        Expression::And(operands) => operands.iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}

/// Returns whether an expression may look at a relation.
fn may_look_at(expression: &Expression, own: &Prepared<'_>) -> bool {
    match expression {
        Expression::Column(Some(alias), _) => *alias == own.source.alias,
        Expression::Column(None, name) => own.columns.contains(name),
        Expression::Star(_) => false,
        other => {
            let mut found = other.query().is_some_and(|query| query_may_look_at(query, own));
            other.inner(&mut |inner| found |= may_look_at(inner, own));
            found
        }
    }
}

fn query_may_look_at(query: &Query, own: &Prepared<'_>) -> bool {
    let looks = |expression: &Expression| may_look_at(expression, own);
    query.with.iter().any(|(_, _, inner)| query_may_look_at(inner, own))
        || query.order.iter().any(|order| looks(&order.key))
        || query.selects.iter().any(|select| {
            let sources = || select.sources.iter();
            select.results.iter().any(|(result, _)| looks(result))
                || select.condition.iter().chain(&select.group).chain(&select.having).any(looks)
                || sources().filter_map(|source| source.on.as_ref()).any(looks)
                || sources().any(|source| match &source.item {
                    Item::Query(inner) => query_may_look_at(inner, own),
                    Item::Function { arguments, .. } => arguments.iter().any(looks),
                    Item::Relation { .. } => false,
                })
        })
}
