//! Answers a guard from a schema. Whatever may be there or not is a doubted row, whatever is not known an open cell, and
//! what follows from them is again doubted or open: an answer is known only where it is the same in every case.

use super::cell::{Cell, all, any};
use super::query::{Expression, Matching, Order, Quantifier, Query, Select, Test, Union};
use super::relation::{Relation, Row};
use super::scope::{Frame, Joined, Scope};
use crate::replay::contents::Contents;
use crate::schema::{Schema, Unknown};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub columns: Rc<[Rc<str>]>,
    pub rows: Vec<Rc<[Cell]>>,
    /// Whether the order of the rows is known.
    pub ordered: bool,
    /// Whether they are rows of the project's tables that come in an order which is not known.
    pub shuffled: bool,
    /// Why cells are open, if some are.
    pub why: Option<Unknown>,
}

/// Returns the answer.
///
/// # Errors
/// Why there is none: it is not the same in every case, or not modelled, or the server would refuse.
pub(in crate::replay) fn evaluate(schema: &Schema, contents: &Contents, query: &Query) -> Result<Answer, Unknown> {
    let evaluation = Evaluation { contents: Some(contents), ..Evaluation::new(schema) };
    let table = evaluation.query(query, &[])?;
    if let Some(doubt) = table.relation.rows.iter().find_map(|row| row.doubt.as_ref()) {
        return Err((**doubt).clone());
    }
    let rows: Vec<Rc<[Cell]>> = table.relation.rows.into_iter().map(|row| row.cells).collect();
    let why = evaluation.why.take().map(|why| (*why).clone());
    let is_plain = query.with.is_empty()
        && query.order.is_empty()
        && matches!(&*query.selects, [own] if own.sources.len() == 1 && own.group.is_empty() && !own.distinct);
    let has_condition = query.selects.iter().any(|own| own.condition.is_some());
    let is_one = is_plain && !evaluation.shuffled.get() && !(has_condition && evaluation.changed.get());
    let is_known = table.ordered || rows.len() <= 1 || !evaluation.reads_rows.get() || is_one;
    let ordered = table.ordered || is_one && evaluation.reads_rows.get();
    Ok(Answer { columns: table.relation.columns, rows, ordered, shuffled: !is_known, why })
}

/// More combinations of rows than this are not looked at.
const MAX_STEPS: usize = 1_000_000;

/// Rows, and whether they come in a known order.
pub(super) struct Table {
    pub(super) relation: Relation,
    pub(super) ordered: bool,
}

pub(super) struct Evaluation<'a> {
    pub(super) schema: &'a Schema,
    /// What is known of the rows of the project's tables.
    pub(super) contents: Option<&'a Contents>,
    steps: std::cell::Cell<usize>,
    /// Whether it reads tables of the project that have rows, and whether rows of one of them were changed.
    pub(super) reads_rows: std::cell::Cell<bool>,
    pub(super) shuffled: std::cell::Cell<bool>,
    pub(super) changed: std::cell::Cell<bool>,
    /// Why the last thing was not known.
    pub(super) why: RefCell<Option<Rc<Unknown>>>,
    pub(super) relations: RefCell<BTreeMap<(String, String), Rc<Relation>>>,
    /// The queries of WITH in sight, innermost last.
    pub(super) common: RefCell<Vec<(Rc<str>, Rc<Relation>)>>,
}

pub(super) fn failure(reason: impl Into<String>) -> Unknown {
    Unknown::new(reason.into(), None)
}

impl<'a> Evaluation<'a> {
    pub(super) fn new(schema: &'a Schema) -> Self {
        Self {
            schema,
            contents: None,
            steps: std::cell::Cell::new(0),
            reads_rows: std::cell::Cell::new(false),
            shuffled: std::cell::Cell::new(false),
            changed: std::cell::Cell::new(false),
            why: RefCell::default(),
            relations: RefCell::default(),
            common: RefCell::default(),
        }
    }

    /// Counts one more row that is looked at.
    pub(super) fn step(&self) -> Result<(), Unknown> {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MAX_STEPS { Err(failure("the query looks at too many rows")) } else { Ok(()) }
    }

    /// Returns the open cell, and keeps why it is open.
    pub(super) fn open(&self, why: &Rc<Unknown>) -> Cell {
        self.why.borrow_mut().get_or_insert_with(|| why.clone());
        Cell::Unknown
    }

    /// Returns the open cell for what is not modelled.
    pub(super) fn not_modelled(&self, what: impl Into<String>) -> Cell {
        self.open(&Rc::new(failure(what)))
    }

    /// Returns why the last thing was not known, or why in general.
    pub(super) fn reason(&self) -> Rc<Unknown> {
        let own = self.why.borrow_mut().take();
        own.unwrap_or_else(|| Rc::new(failure("a condition of the query depends on what is not modelled")))
    }

    pub(super) fn query(&self, query: &Query, outer: &[Frame]) -> Result<Table, Unknown> {
        let mark = self.common.borrow().len();
        let answer = self.with_common(query, outer);
        self.common.borrow_mut().truncate(mark);
        answer
    }

    fn with_common(&self, query: &Query, outer: &[Frame]) -> Result<Table, Unknown> {
        for (name, columns, inner) in &query.with {
            let mut own = self.query(inner, outer)?.relation;
            own.columns = renamed(&own.columns, columns);
            self.common.borrow_mut().push((name.clone(), Rc::new(own)));
        }
        let [first, others @ ..] = &*query.selects else { return Err(failure("the query is not read")) };
        if others.is_empty() {
            let (columns, mut rows) = self.select(first, &query.order, outer)?;
            if first.distinct {
                rows = self.distinct(rows);
            }
            return Ok(self.finish(columns, rows, query));
        }
        let order: Vec<Order> = query.order.iter().filter(|order| is_output(&order.key)).cloned().collect();
        if order.len() < query.order.len() {
            return Err(failure("the order of a UNION is not modelled"));
        }
        let (columns, mut rows) = self.select(first, &order, outer)?;
        for select in others {
            // The names are those of the first one.
            rows.extend(self.select_as(select, &columns, &order, outer)?);
        }
        if query.union == Union::Distinct || query.selects.iter().any(|select| select.distinct) {
            if query.union == Union::All {
                return Err(failure("DISTINCT in a UNION ALL is not modelled"));
            }
            rows = self.distinct(rows);
        }
        Ok(self.finish(columns, rows, query))
    }

    fn select_as(
        &self,
        select: &Select,
        columns: &Rc<[Rc<str>]>,
        order: &[Order],
        outer: &[Frame],
    ) -> Result<Vec<Keyed>, Unknown> {
        let (own, rows) = self.select(select, &[], outer)?;
        if own.len() != columns.len() {
            return Err(failure("each UNION query must have the same number of columns"));
        }
        let keyed = |(_, row): Keyed| {
            let key = order.iter().map(|order| output(&order.key, columns, &row.cells).unwrap_or(Cell::Unknown));
            (key.collect(), row)
        };
        Ok(rows.into_iter().map(keyed).collect())
    }

    /// Returns the names of the results, and the rows with the keys that they are ordered by.
    fn select(&self, select: &Select, order: &[Order], outer: &[Frame]) -> Result<(Columns, Vec<Keyed>), Unknown> {
        let (frames, joined) = self.join(select, outer)?;
        let columns = headings(select, &frames)?;
        if joined.is_empty() {
            self.check_names(select, order, outer, frames)?;
        }
        let is_grouped = !select.group.is_empty()
            || select.results.iter().any(|(result, _)| result.is_aggregate())
            || select.having.is_some();
        let groups =
            if is_grouped { self.groups(select, joined, outer)? } else { joined.into_iter().map(Group::One).collect() };
        let mut rows = Vec::new();
        for group in &groups {
            let (scope, mut doubt) = match group {
                Group::One(joined) => (Scope { frames: &joined.frames, group: None }, joined.doubt.clone()),
                Group::Many(members, frames) => (Scope { frames, group: Some(members) }, None),
                Group::Any(doubt) => {
                    rows.push(unknown_row(columns.len(), order.len(), doubt));
                    continue;
                }
            };
            if let Some(having) = &select.having {
                match self.verdict([having].into_iter(), scope)? {
                    Verdict::Holds => {}
                    Verdict::Fails => continue,
                    Verdict::Doubted(why) => doubt = doubt.or(Some(why)),
                }
            }
            let mut cells = Vec::new();
            for (result, _) in &select.results {
                match result {
                    Expression::Star(alias) => cells.extend(starred(alias.as_deref(), scope.frames, outer.len())),
                    result => cells.push(self.value(result, scope)?),
                }
            }
            let mut key = Vec::new();
            for own in order {
                key.push(match output(&own.key, &columns, &cells) {
                    Some(cell) => cell,
                    None => self.value(&own.key, scope)?,
                });
            }
            rows.push((key, Row { cells: cells.into(), doubt }));
        }
        Ok((columns, rows))
    }

    /// Returns whether all conditions hold.
    pub(super) fn verdict<'e>(
        &self,
        conditions: impl Iterator<Item = &'e Expression>,
        scope: Scope<'_>,
    ) -> Result<Verdict, Unknown> {
        let mut verdict = Verdict::Holds;
        for condition in conditions {
            let before = self.why.borrow_mut().take();
            match self.value(condition, scope)? {
                Cell::Bool(true) => {}
                Cell::Bool(false) | Cell::Null => {
                    *self.why.borrow_mut() = before;
                    return Ok(Verdict::Fails);
                }
                _ => verdict = Verdict::Doubted(self.reason()),
            }
            *self.why.borrow_mut() = before;
        }
        Ok(verdict)
    }

    pub(super) fn value(&self, expression: &Expression, scope: Scope<'_>) -> Result<Cell, Unknown> {
        let value = |inner: &Expression| self.value(inner, scope);
        let values = |items: &[Expression]| items.iter().map(value).collect::<Result<Vec<Cell>, Unknown>>();
        Ok(match expression {
            Expression::Column(alias, name) => scope.column(alias.as_deref(), name)?,
            Expression::Null => Cell::Null,
            Expression::Fraction => Cell::Something,
            Expression::Bool(truth) => Cell::Bool(*truth),
            Expression::Number(number) => Cell::Number(*number),
            Expression::Text(text) => Cell::Text(text.clone()),
            Expression::Star(_) => return Err(failure("`*` stands where a value is expected")),
            Expression::Not(inner) => value(inner)?.negate(),
            Expression::And(operands) => all(values(operands)?.into_iter()),
            Expression::Or(operands) => any(values(operands)?.into_iter()),
            Expression::Compare("=", left, right) if matches!(**left, Expression::Row(_)) => {
                self.same_rows(left, right, scope)?
            }
            Expression::In(left, items) if matches!(**left, Expression::Row(_)) => {
                let each: Result<Vec<Cell>, Unknown> =
                    items.iter().map(|item| self.same_rows(left, item, scope)).collect();
                any(each?.into_iter())
            }
            Expression::Compare(operator, left, right) => self.compared(operator, value(left)?, value(right)?)?,
            Expression::Distinct(left, right) => value(left)?.same(&value(right)?).negate(),
            Expression::Arithmetic(operator, left, right) => self.arithmetic(operator, &value(left)?, &value(right)?),
            Expression::Match { operand, pattern, matching } => {
                let (operand, pattern) = (value(operand)?, value(pattern)?);
                match matching {
                    Matching::Like => operand.like(&pattern, false),
                    Matching::Ilike => operand.like(&pattern, true),
                    Matching::Regex { folded } => self.regex(&operand, &pattern, *folded),
                }
            }
            Expression::In(left, items) => {
                let left = value(left)?;
                self.quantified("=", Quantifier::Any, &left, values(items)?)?
            }
            Expression::OfArray(operator, quantifier, left, array) => match (value(left)?, self.array(value(array)?)) {
                (left, Cell::List(items, _)) => self.quantified(operator, *quantifier, &left, items.to_vec())?,
                (_, Cell::Null) => Cell::Null,
                _ => Cell::Unknown,
            },
            Expression::OfQuery(operator, quantifier, left, query) => {
                let left = match &**left {
                    Expression::Row(items) => values(items)?,
                    own => vec![value(own)?],
                };
                self.of_query(operator, *quantifier, &left, &self.query(query, scope.frames)?.relation)?
            }
            Expression::Is(inner, test) => match (value(inner)?, test) {
                (own, Test::Null) => own.is_null(),
                (Cell::Bool(truth), test) => Cell::Bool(truth == (*test == Test::True)),
                (Cell::Null, _) => Cell::Bool(false),
                _ => Cell::Unknown,
            },
            Expression::Exists(query) => self.exists(&self.query(query, scope.frames)?.relation),
            Expression::Scalar(query) => self.scalar(&self.query(query, scope.frames)?.relation)?,
            Expression::ArrayOf(query) => {
                let table = self.query(query, scope.frames)?;
                self.array_of(&table)
            }
            Expression::Call(call) => match scope.group {
                Some(group) if super::query::is_aggregate_name(&call.name) => self.aggregate(call, group)?,
                _ => self.call(&call.name, values(&call.arguments)?)?,
            },
            Expression::Cast(inner, target) => self.cast(value(inner)?, target)?,
            Expression::Array(items) => Cell::list(values(items)?),
            Expression::Row(_) => self.not_modelled("rows as values are not modelled"),
            Expression::Subscript(inner, at) => match (value(inner)?, value(at)?) {
                (Cell::List(items, first), Cell::Number(at)) => {
                    let at = at.checked_sub(first).and_then(|at| usize::try_from(at).ok());
                    at.and_then(|at| items.get(at)).cloned().unwrap_or(Cell::Null)
                }
                (Cell::Null, _) | (_, Cell::Null) => Cell::Null,
                _ => Cell::Unknown,
            },
            Expression::Case(branches, otherwise) => {
                for (condition, result) in branches {
                    match value(condition)? {
                        Cell::Bool(true) => return value(result),
                        Cell::Bool(false) | Cell::Null => {}
                        _ => return Ok(Cell::Unknown),
                    }
                }
                otherwise.as_deref().map_or(Ok(Cell::Null), value)?
            }
        })
    }
}

/// What came out of conditions.
pub(super) enum Verdict {
    Holds,
    Fails,
    Doubted(Rc<Unknown>),
}

/// What one row of a result comes from.
pub(super) enum Group {
    One(Joined),
    /// Rows of one key, and what is in sight where no aggregate is.
    Many(Vec<Joined>, Vec<Frame>),
    /// Any number of groups.
    Any(Rc<Unknown>),
}

/// The names of results.
type Columns = Rc<[Rc<str>]>;

/// A row, and the keys that it is ordered by.
pub(super) type Keyed = (Vec<Cell>, Row);

fn unknown_row(cells: usize, keys: usize, doubt: &Rc<Unknown>) -> Keyed {
    (vec![Cell::Unknown; keys], Row { cells: vec![Cell::Unknown; cells].into(), doubt: Some(doubt.clone()) })
}

/// Returns the names of columns, the first ones given other names.
pub(super) fn renamed(columns: &Rc<[Rc<str>]>, names: &[Rc<str>]) -> Rc<[Rc<str>]> {
    let kept = columns.iter().skip(names.len());
    names.iter().chain(kept).cloned().collect()
}

fn headings(select: &Select, frames: &[Frame]) -> Result<Rc<[Rc<str>]>, Unknown> {
    let mut names: Vec<Rc<str>> = Vec::new();
    for (result, name) in &select.results {
        let Expression::Star(alias) = result else {
            names.push(name.clone());
            continue;
        };
        if alias.is_none() && select.sources.iter().any(|source| !source.using.is_empty()) {
            return Err(failure("`*` of a join with USING is not modelled"));
        }
        let own = frames.iter().filter(|frame| alias.as_ref().is_none_or(|alias| *alias == frame.alias));
        own.for_each(|frame| names.extend(frame.columns.iter().cloned()));
    }
    Ok(names.into())
}

fn starred<'f>(alias: Option<&'f str>, frames: &'f [Frame], outer: usize) -> impl Iterator<Item = Cell> + 'f {
    let own = frames.iter().skip(outer).filter(move |frame| alias.is_none_or(|alias| *alias == *frame.alias));
    own.flat_map(|frame| frame.cells.iter().cloned())
}

fn is_output(key: &Expression) -> bool {
    matches!(key, Expression::Number(_) | Expression::Column(None, _))
}

/// Returns the result that a key of ORDER BY names or counts.
fn output(key: &Expression, columns: &[Rc<str>], cells: &[Cell]) -> Option<Cell> {
    let at = match key {
        Expression::Number(number) => usize::try_from(*number).ok()?.checked_sub(1)?,
        Expression::Column(None, name) => columns.iter().position(|own| own == name)?,
        _ => return None,
    };
    cells.get(at).cloned()
}
